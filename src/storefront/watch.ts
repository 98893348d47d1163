import type { PaymentsClient } from "./client.js"
import { browser, type Environment } from "./environment.js"
import { PaymentsError } from "./errors.js"
import { INITIAL_STATE, isOver, nextState, type PaymentEvent, type PaymentState } from "./flow.js"
import type { PaymentView } from "./types.js"

/** After this time the shopper reads that nobody has to wait here. */
const SLOW_AFTER_MS = 45_000
/** The shortest time between two calls, whatever the server says. */
const AT_LEAST_MS = 250
const BACKOFF = { firstMs: 1_000, mostMs: 30_000 }

/** Polls a payment while somebody subscribes and the page is visible. */
export interface PaymentWatch {
  getState(): PaymentState
  /** The first subscriber starts the polling, and the last one to leave ends it. */
  subscribe(listener: () => void): () => void
  /** Asks the store at once. */
  refresh(): void
  /** "I have sent it." An error is told in the state. */
  confirmSent(): Promise<void>
  cancel(): Promise<void>
}

/** Watches a payment session without React, where {@link usePayment} cannot be used. */
export function watchPayment(
  client: PaymentsClient,
  sessionId: string,
  environment: Environment = browser,
): PaymentWatch {
  return new Watch(client, sessionId, environment)
}

class Watch implements PaymentWatch {
  private state = INITIAL_STATE
  private readonly listeners = new Set<() => void>()
  private failures = 0
  private since = 0
  private question: AbortController | undefined
  private forgetTimer = () => {}
  private forgetWake = () => {}

  constructor(
    private readonly client: PaymentsClient,
    private readonly sessionId: string,
    private readonly environment: Environment,
  ) {}

  readonly getState = () => this.state

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) this.start()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.stop()
    }
  }

  readonly refresh = () => {
    if (this.listeners.size > 0 && !this.question && !this.state.acting) void this.ask()
  }

  readonly confirmSent = () => this.act("sent", () => this.client.confirmSent(this.sessionId))

  readonly cancel = () => this.act("cancel", () => this.client.cancel(this.sessionId))

  private start(): void {
    this.since = this.environment.now()
    this.forgetWake = this.environment.onWake(() => isOver(this.state) || this.refresh())
    if (!isOver(this.state)) this.refresh()
  }

  private stop(): void {
    this.forgetWake()
    this.forgetTimer()
    this.question?.abort()
    this.question = undefined
  }

  private async ask(): Promise<void> {
    this.forgetTimer()
    const question = (this.question = new AbortController())
    const outcome = await settled(this.client.payment(this.sessionId, question))
    // An answer that is awaited no more may be older than the state.
    if (this.question !== question) return
    this.question = undefined
    this.take(outcome)
  }

  private take(outcome: PaymentView | PaymentsError): void {
    const isSlow = this.environment.now() - this.since > SLOW_AFTER_MS
    if (!(outcome instanceof PaymentsError)) {
      this.failures = 0
      this.dispatch({ type: "answered", payment: outcome, isSlow })
    } else if (outcome.isTemporary) {
      this.failures += 1
      this.dispatch({ type: "unreachable", isSlow })
    } else return this.dispatch({ type: "refused", error: outcome })
    this.plan()
  }

  private plan(): void {
    if (isOver(this.state) || this.listeners.size === 0) return
    const backoff = Math.min(BACKOFF.mostMs, BACKOFF.firstMs * 2 ** (this.failures - 1))
    const wait = this.failures > 0 ? backoff : Math.max(AT_LEAST_MS, this.state.payment?.poll_after_ms ?? 0)
    // A hidden page asks when the shopper comes back to it.
    const due = () => this.environment.isHidden() || this.refresh()
    this.forgetTimer = this.environment.later(due, wait)
  }

  private async act(action: "sent" | "cancel", call: () => Promise<PaymentView>): Promise<void> {
    if (this.state.acting) return
    this.question?.abort()
    this.question = undefined
    this.forgetTimer()
    this.dispatch({ type: "acting", action })
    const outcome = await settled(call())
    if (outcome instanceof PaymentsError) this.dispatch({ type: "action-failed", error: outcome })
    else this.dispatch({ type: "acted", payment: outcome })
    this.since = this.environment.now()
    this.plan()
  }

  private dispatch(event: PaymentEvent): void {
    this.state = nextState(this.state, event)
    for (const listener of this.listeners) listener()
  }
}

function settled(answer: Promise<PaymentView>): Promise<PaymentView | PaymentsError> {
  return answer.catch((error: unknown) =>
    error instanceof PaymentsError
      ? error
      : new PaymentsError("unreachable", String(error), null, { cause: error }),
  )
}
