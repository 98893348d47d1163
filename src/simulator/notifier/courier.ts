import type { SimulatorClock } from "../clock"
import type { GatewayName } from "../faults"
import { encodeFields, type EncodedRequest } from "./encode"
import type { NotificationRecord } from "./record"
import { sendOnce, type Answer } from "./send"

const ANSWER_TIMEOUT_MS = 10_000

/** Delivers notifications: in order for each subject, with retries. It knows when nothing is under way. */
export class Courier {
  private busy = 0
  private waiting: (() => void)[] = []
  private readonly lastOfSubject = new Map<string, Promise<unknown>>()
  private abort = new AbortController()

  constructor(
    private readonly clock: SimulatorClock,
    private readonly log: (line: string) => void,
  ) {}

  /** Sends copies of one notification at the same moment, after earlier ones of its subject. */
  post(copies: readonly NotificationRecord[], delayMs: number): void {
    const [first] = copies
    if (!first) return
    const subject = `${first.gateway} ${first.subject}`
    const before = this.lastOfSubject.get(subject)
    const era = this.abort
    const turn = this.during(async () => {
      await this.clock.wait(delayMs)
      await before
      if (era === this.abort) await Promise.all(copies.map((record) => this.tryNow(record)))
    })
    this.lastOfSubject.set(subject, turn)
  }

  /** One try now; a failed one is repeated later if the record has retries left. */
  tryNow(record: NotificationRecord): Promise<Answer> {
    return this.during(async () => {
      const era = this.abort
      record.tries += 1
      record.lastTryAt = this.clock.iso()
      const answer = await sendOnce(requestFor(record), ANSWER_TIMEOUT_MS, era.signal)
      if (era !== this.abort) return answer
      record.status = answer.status
      record.answer = answer.body.slice(0, 200)
      record.error = answer.error ?? null
      const good = counts(record.gateway, answer.status)
      this.log(`notify ${record.id} ${record.gateway} ${record.event} → ${answer.status ?? answer.error}`)
      if (good) record.delivered = true
      if (record.delivered) record.phase = "delivered"
      else this.retryLater(record)
      return answer
    })
  }

  /** See `notifications.idle()`. */
  idle(): Promise<void> {
    return this.busy === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve))
  }

  /** Aborts all deliveries. The clock forgets the timers. */
  stop(): void {
    const era = this.abort
    this.abort = new AbortController()
    era.abort()
    this.lastOfSubject.clear()
    this.busy = 0
    this.wake()
  }

  private retryLater(record: NotificationRecord): void {
    if (record.retriesLeft === 0) {
      record.phase = "failed"
      return
    }
    const { delaysMs } = record
    const delay = delaysMs[record.tries - 1] ?? delaysMs.at(-1) ?? 0
    record.retriesLeft -= 1
    record.phase = "pending"
    void this.during(async () => {
      await this.clock.wait(delay)
      if (!record.delivered) await this.tryNow(record)
    })
  }

  /** Counts the work as under way, unless the courier was stopped meanwhile. */
  private async during<T>(work: () => Promise<T>): Promise<T> {
    const era = this.abort
    this.busy += 1
    try {
      return await work()
    } finally {
      if (era === this.abort) {
        this.busy -= 1
        if (this.busy === 0) this.wake()
      }
    }
  }

  private wake(): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** Whether the answer ends the tries. YooKassa documents that nothing but 200 does. */
function counts(gateway: GatewayName, status: number | null): boolean {
  if (status === null) return false
  return gateway === "yookassa" ? status === 200 : status >= 200 && status < 300
}

/** The signed request. PHP's curl, which Tegro uses, sends no User-Agent; m2cerber is a Python program. */
function requestFor(record: NotificationRecord): EncodedRequest {
  const { seal, url, fields, encoding } = record
  const sealed = seal?.place === "field" ? { ...fields, [seal.name]: seal.value } : fields
  const request = encodeFields(url, sealed, encoding)
  if (seal?.place === "header") request.headers[seal.name] = seal.value
  if (record.gateway === "m2cerber") request.headers["user-agent"] = "python-requests/2.32.3"
  Object.assign(request.headers, { accept: "*/*" }, record.headers)
  if (record.chunked && request.method === "POST") request.headers["transfer-encoding"] = "chunked"
  return request
}
