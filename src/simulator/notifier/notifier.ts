import type { SimulatorClock } from "../clock"
import { ControlError } from "../control-error"
import type { GatewayName } from "../faults"
import { Courier } from "./courier"
import { defaultPolicy, patchPolicy, type NotificationPolicy, type NotificationPolicyPatch } from "./policy"
import { shown, spoil, type Draft, type NotificationRecord, type NotificationState } from "./record"
import type { Answer } from "./send"
import { reorder, type FlushOptions } from "./shuffle"

/** The queue of notifications: applies the policies, keeps the records, and has the {@link Courier} deliver. */
export class Notifier {
  private records: NotificationRecord[] = []
  private lastId = 0
  private policies = defaultPolicies()
  private readonly courier: Courier

  constructor(
    private readonly clock: SimulatorClock,
    log: (line: string) => void,
  ) {
    this.courier = new Courier(clock, log)
  }

  policy(gateway: GatewayName): NotificationPolicy {
    return this.policies[gateway]
  }

  patch(gateway: GatewayName, patch: NotificationPolicyPatch): NotificationPolicy {
    this.policies[gateway] = patchPolicy(this.policies[gateway], patch)
    return { ...this.policies[gateway] }
  }

  /** Queues a notification; it is delivered in the background. */
  announce(draft: Draft): void {
    const policy = this.policies[draft.gateway]
    const lost = this.spend(draft.gateway, "drop")
    const wrong = draft.seal !== null && this.spend(draft.gateway, "wrongSign")
    const first = this.record(draft, policy, wrong)
    const copies = Array.from({ length: policy.duplicate }, () => this.record(draft, policy, wrong, first.id))
    const phase = draft.url === "" ? "no_url" : lost ? "dropped" : policy.hold ? "held" : "pending"
    for (const record of [first, ...copies]) {
      record.phase = phase
      this.records.push(record)
    }
    if (phase === "pending") this.courier.post([first, ...copies], policy.delayMs)
  }

  /** Sends what is held, one after another, and resolves when each has been tried once. */
  async flush(options: FlushOptions = {}): Promise<{ flushed: number }> {
    const held = reorder(
      this.records.filter((record) => record.phase === "held"),
      options,
    )
    for (const record of held) record.phase = "pending"
    for (const record of held) await this.courier.tryNow(record)
    return { flushed: held.length }
  }

  /** Sends a known notification once more, whatever became of it. */
  async redeliver(id: string): Promise<NotificationState> {
    const record = this.records.find((one) => one.id === id)
    if (!record) throw new ControlError(`No notification ${id}`, 404)
    if (record.url === "") throw new ControlError(`Notification ${id} has no URL to go to`, 409)
    await this.courier.tryNow(record)
    return shown(record)
  }

  /** Sends a hand-made notification once and gives the receiver's answer. */
  async forge(draft: Draft, wrong: boolean): Promise<Answer> {
    const policy = this.policies[draft.gateway]
    const record = this.record(draft, { ...policy, retry: { tries: 0, delaysMs: [] } }, wrong)
    this.records.push(record)
    return this.courier.tryNow(record)
  }

  /** Resolves when nothing is being delivered or waits for its turn, apart from what is held. */
  idle(): Promise<void> {
    return this.courier.idle()
  }

  list(): NotificationState[] {
    return this.records.map(shown)
  }

  /** Forgets everything, and aborts deliveries. */
  reset(): void {
    this.courier.stop()
    this.records = []
    this.policies = defaultPolicies()
  }

  /** Whether this notification is hit by a "next n" policy, which it uses up by one. */
  private spend(gateway: GatewayName, name: "drop" | "wrongSign"): boolean {
    const policy = this.policies[gateway]
    const value = policy[name]
    if (typeof value === "number" && value > 0) policy[name] = value - 1
    return value === true || (typeof value === "number" && value > 0)
  }

  private record(
    draft: Draft,
    policy: NotificationPolicy,
    wrong: boolean,
    copyOf?: string,
  ): NotificationRecord {
    const { seal, headers, ...about } = draft
    return {
      ...about,
      headers: { ...(policy.forwardedFor && { "x-forwarded-for": policy.forwardedFor }), ...headers },
      chunked: policy.chunked,
      id: `n${++this.lastId}`,
      encoding: policy.encoding,
      signed: seal === null ? "none" : wrong ? "wrong" : "valid",
      seal: seal && wrong ? { ...seal, value: spoil(seal.value) } : seal,
      phase: "pending",
      delivered: false,
      tries: 0,
      status: null,
      answer: "",
      error: null,
      createdAt: this.clock.iso(),
      lastTryAt: null,
      copyOf: copyOf ?? null,
      retriesLeft: policy.retry.tries,
      delaysMs: policy.retry.delaysMs,
    }
  }
}

const defaultPolicies = (): Record<GatewayName, NotificationPolicy> => ({
  tegro: defaultPolicy("tegro"),
  m2cerber: defaultPolicy("m2cerber"),
  yookassa: defaultPolicy("yookassa"),
})
