import type { PaymentsClient } from "../../client.js"
import type { Environment } from "../../environment.js"
import type { PaymentsError } from "../../errors.js"
import type { PaymentView } from "../../types.js"

/** A page and a server with a clock that a test moves. */
export class World implements Environment {
  hidden = false
  /** What the server answers next; the last one stays. */
  answers: (PaymentView | PaymentsError)[] = []
  /** When questions were asked. */
  readonly asked: number[] = []
  private time = 0
  private timers: { at: number; work: () => void }[] = []
  private wakers = new Set<() => void>()

  readonly client: PaymentsClient = {
    locale: "en",
    methods: () => Promise.reject(new Error("not asked here")),
    payment: () => {
      this.asked.push(this.time)
      return this.answer()
    },
    returned: () => Promise.reject(new Error("not asked here")),
    confirmSent: () => this.answer(),
    cancel: () => this.answer(),
  }

  now = () => this.time

  later = (work: () => void, ms: number) => {
    const timer = { at: this.time + ms, work }
    this.timers.push(timer)
    return () => (this.timers = this.timers.filter((one) => one !== timer))
  }

  isHidden = () => this.hidden

  onWake = (work: () => void) => {
    this.wakers.add(work)
    return () => this.wakers.delete(work)
  }

  /** The shopper comes back to the page. */
  async wake(): Promise<void> {
    this.hidden = false
    for (const work of this.wakers) work()
    await this.pass(0)
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    await soon()
    for (let due = this.next(end); due; due = this.next(end)) {
      this.time = due.at
      this.timers = this.timers.filter((one) => one !== due)
      due.work()
      await soon()
    }
    this.time = end
  }

  get isAtRest(): boolean {
    return this.timers.length === 0 && this.wakers.size === 0
  }

  private next(end: number) {
    return this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }

  private async answer(): Promise<PaymentView> {
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0]
    if (!answer) throw new Error("no answer prepared")
    if (answer instanceof Error) throw answer
    return answer
  }
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))
