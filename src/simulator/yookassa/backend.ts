import type { SimulatorClock } from "../clock"
import { ControlError } from "../control-error"
import type { Notifier } from "../notifier/notifier"
import type { Draft } from "../notifier/record"
import type { YookassaShopFixture } from "../options"
import { cardOutcome, DEFAULT_CARD } from "./cards"
import * as ids from "./ids"
import { Cursors } from "./api/list"
import { isMethod, METHODS, TO_PAY_MS, type MethodName } from "./methods"
import { paymentNotification, refundNotification } from "./notify"
import type { YookassaPayment } from "./payment"
import { paymentCancellation, refundCancellation } from "./reasons"
import type { YookassaRefund } from "./refund"
import { YookassaShop } from "./shop"

/** A new payment, as the merchant asks for it. */
export type NewPayment = Pick<
  YookassaPayment,
  | "shop"
  | "asked"
  | "currency"
  | "capture"
  | "methodAsked"
  | "description"
  | "metadata"
  | "customerId"
  | "returnUrl"
  | "lang"
> & { receipt: unknown }

type NewRefund = Pick<YookassaRefund, "payment" | "amount" | "description" | "metadata" | "via" | "receipt">

/** YooKassa's payments and refunds, and everything that can happen to them. */
export class YookassaBackend {
  payments: YookassaPayment[] = []
  refunds: YookassaRefund[] = []
  readonly shops: YookassaShop[]
  readonly cursors = new Cursors()
  private outbox: Draft[] = []

  constructor(
    fixtures: readonly YookassaShopFixture[],
    private readonly clock: SimulatorClock,
    private readonly notifier: Notifier,
    private readonly checkoutUrl: (payment: YookassaPayment) => string,
  ) {
    this.shops = fixtures.map((fixture) => new YookassaShop(fixture))
  }

  shop(shopId: string): YookassaShop | undefined {
    return this.shops.find((shop) => shop.id === shopId)
  }

  /** Finds a payment by its id, or the newest one by any value of its metadata. */
  find(idOrReference: string): YookassaPayment {
    this.expireDue()
    const payment =
      this.payments.find((one) => one.id === idOrReference) ??
      this.payments.findLast((one) => Object.values(one.metadata).includes(idOrReference))
    if (!payment) throw new ControlError(`No YooKassa payment ${idOrReference}`, 404)
    return payment
  }

  create({ receipt, ...given }: NewPayment): YookassaPayment {
    const now = this.clock.now()
    const payment: YookassaPayment = {
      ...given,
      id: ids.paymentId(now),
      status: "pending",
      captured: null,
      refunded: 0n,
      method: given.methodAsked,
      card: null,
      receipts: receipt === undefined ? [] : [receipt],
      cancellation: null,
      createdAt: now,
      expiresAt: now + TO_PAY_MS,
      capturedAt: null,
    }
    this.payments.push(payment)
    return payment
  }

  /** The methods for a payment: only those that can hold money where it is to be held. */
  methods({ shop, methodAsked, capture }: YookassaPayment): MethodName[] {
    const offered = methodAsked === null ? shop.methods : [methodAsked]
    return offered.filter((name) => capture || METHODS[name].holdMs !== null)
  }

  /** The payer pays all of it by one method. A test card that is declined cancels the payment. */
  pay(payment: YookassaPayment, given: { method?: string; card?: string } = {}): void {
    this.mustBe(payment, "pending")
    const method = given.method ?? this.methods(payment)[0]
    if (!isMethod(method) || !this.methods(payment).includes(method))
      throw new ControlError(`method must be one of ${this.methods(payment).join(", ")}`)
    const number = given.card ?? DEFAULT_CARD
    const outcome = method === "bank_card" ? cardOutcome(number) : null
    payment.method = method
    if (outcome?.reason) return this.end(payment, outcome.reason)
    payment.card = outcome && { number, brand: outcome.brand, threeDSecure: outcome.threeDSecure }
    if (payment.capture) return this.take(payment, payment.asked)
    payment.status = "waiting_for_capture"
    payment.expiresAt = this.clock.now() + (METHODS[method].holdMs ?? 0)
    this.tell(payment)
  }

  /** The payment fails for good. */
  decline(payment: YookassaPayment, reason = "general_decline"): void {
    this.mustBe(payment, "pending")
    this.end(payment, reason)
  }

  /** The payer, or the shop, has taken too long. */
  expire(payment: YookassaPayment): void {
    if (payment.status === "waiting_for_capture") return this.end(payment, "expired_on_capture")
    this.mustBe(payment, "pending")
    this.end(payment, "expired_on_confirmation")
  }

  /** Captures what is held, or a part of it; the rest goes back to the payer by itself. */
  capture(payment: YookassaPayment, amount = payment.asked, receipt?: unknown): void {
    this.mustBe(payment, "waiting_for_capture")
    if (receipt !== undefined) payment.receipts = [...payment.receipts, receipt]
    this.take(payment, amount)
  }

  /** Releases what is held. */
  cancel(payment: YookassaPayment): void {
    this.mustBe(payment, "waiting_for_capture")
    this.end(payment, "canceled_by_merchant")
  }

  /** What can still be refunded; pending refunds count as refunded. */
  refundable(payment: YookassaPayment): bigint {
    const refunds = this.refunds.filter((one) => one.payment === payment && one.status !== "canceled")
    return refunds.reduce((left, { amount }) => left - amount, payment.captured ?? 0n)
  }

  refund(given: NewRefund): YookassaRefund {
    const { refunds: outcome, refundReason } = given.payment.shop.settings
    const now = this.clock.now()
    const refund: YookassaRefund = {
      ...given,
      id: ids.refundId(now),
      status: "pending",
      cancellation: null,
      createdAt: now,
    }
    this.refunds.push(refund)
    if (outcome !== "pending") this.settleRefund(refund, outcome === "canceled" ? refundReason : "succeeded")
    return refund
  }

  findRefund(id: string): YookassaRefund {
    const refund = this.refunds.find((one) => one.id === id)
    if (!refund) throw new ControlError(`No YooKassa refund ${id}`, 404)
    return refund
  }

  /** A pending refund succeeds, which is notified of, or is canceled for the given reason. */
  settleRefund(refund: YookassaRefund, outcome: string): void {
    if (refund.status !== "pending") throw new ControlError(`Refund ${refund.id} is ${refund.status}`, 409)
    if (outcome === "succeeded") {
      refund.status = "succeeded"
      refund.payment.refunded += refund.amount
      return this.post(refundNotification(refund))
    }
    refund.status = "canceled"
    refund.cancellation = refundCancellation(outcome)
  }

  /** Ends payments that were not paid, or not captured, in time. */
  expireDue(): void {
    const now = this.clock.now()
    for (const payment of this.payments) {
      if (payment.expiresAt !== null && payment.expiresAt <= now) this.expire(payment)
    }
  }

  reset(): void {
    this.payments = []
    this.refunds = []
    this.outbox = []
    this.cursors.clear()
    for (const shop of this.shops) shop.reset()
  }

  /**
   * Remembers the present state. The result returns to it, as YooKassa does after its own time-out: new payments and
   * refunds are canceled, a captured hold is a hold again, and no notification is sent.
   */
  bookmark(): () => void {
    const told = this.outbox.length
    const payments = new Map(this.payments.map((payment) => [payment, { ...payment }]))
    const refunds = new Set(this.refunds)
    return () => {
      this.outbox.length = told
      for (const payment of this.payments) {
        const before = payments.get(payment)
        if (before) Object.assign(payment, before)
        else this.end(payment, "internal_timeout")
      }
      for (const refund of this.refunds) {
        if (refunds.has(refund)) continue
        Object.assign(refund, { status: "canceled", cancellation: refundCancellation("rejected_by_timeout") })
      }
    }
  }

  private take(payment: YookassaPayment, amount: bigint): void {
    Object.assign(payment, {
      status: "succeeded",
      captured: amount,
      capturedAt: this.clock.now(),
      expiresAt: null,
    })
    this.tell(payment)
  }

  private end(payment: YookassaPayment, reason: string): void {
    Object.assign(payment, { status: "canceled", cancellation: paymentCancellation(reason), expiresAt: null })
    this.tell(payment)
  }

  private tell(payment: YookassaPayment): void {
    this.post(paymentNotification(payment, this.checkoutUrl(payment)))
  }

  /** Sends a notification when the running call has its answer, so that a call that is taken back sends none. */
  private post(draft: Draft | null): void {
    if (draft === null) return
    this.outbox.push(draft)
    queueMicrotask(() => {
      for (const waiting of this.outbox.splice(0)) this.notifier.announce(waiting)
    })
  }

  private mustBe(payment: YookassaPayment, status: YookassaPayment["status"]): void {
    if (payment.status !== status)
      throw new ControlError(`Payment ${payment.id} is ${payment.status}, not ${status}`, 409)
  }
}
