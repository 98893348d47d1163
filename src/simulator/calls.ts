import type { SimulatorClock } from "./clock"
import type { GatewayName } from "./faults"

/** One request that a gateway received. */
export interface CallState {
  gateway: GatewayName
  /** API method or page. */
  call: string
  /** ISO 8601 by the simulator's clock. */
  at: string
  /** HTTP status of the answer; 0 when there was none. */
  status: number
  /** "success", "error: …" with the gateway's text, or "fault: …". */
  outcome: string
  /** YooKassa: the call's `Idempotence-Key`. */
  key?: string
  /** YooKassa: a digest of address and body, so that a test can see whether one key always carries one body. */
  digest?: string
}

export type CallMarks = Pick<CallState, "key" | "digest">

const KEPT = 1000

/** The last thousand calls. */
export class CallLog {
  private entries: CallState[] = []
  private readonly digests = new Map<string, string>()
  private readonly reused = new Set<string>()

  constructor(
    private readonly clock: SimulatorClock,
    private readonly log: (line: string) => void,
  ) {}

  add(gateway: GatewayName, call: string, status: number, outcome: string, marks: CallMarks = {}): void {
    this.entries.push({ gateway, call, at: this.clock.iso(), status, outcome, ...marks })
    if (this.entries.length > KEPT) this.entries.shift()
    this.mark(marks)
    this.log(`${gateway} ${call} → ${status === 0 ? "no answer" : status} ${outcome}`)
  }

  list(): CallState[] {
    return this.entries.map((entry) => ({ ...entry }))
  }

  /** Keys under which different requests have come, in all calls. */
  reusedKeys(): string[] {
    return [...this.reused]
  }

  clear(): void {
    this.entries = []
    this.digests.clear()
    this.reused.clear()
  }

  private mark({ key, digest }: CallMarks): void {
    if (!key || !digest) return
    const before = this.digests.get(key)
    if (before === undefined) this.digests.set(key, digest)
    else if (before !== digest) this.reused.add(key)
  }
}
