import type { SimulatorClock } from "../clock"
import { ControlError } from "../control-error"
import { parseUnits } from "../money"
import type { Notifier } from "../notifier/notifier"
import type { Draft } from "../notifier/record"
import type { M2cerberMerchantFixture } from "../options"
import { changeSumWebhook, payoutWebhook, statusWebhook, type NotifyContext } from "./notify"
import { received, type M2cerberPayment, type M2cerberPayout, type Merchant } from "./payment"
import { defaultQuirks, patchQuirks } from "./quirks"
import type { SignatureChoice } from "./signature"
import type { M2cerberQuirks, M2cerberQuirksPatch } from "./types"

/** m2cerber's payments and payouts, and everything that can happen to them. */
export class M2cerberBackend {
  payments: M2cerberPayment[] = []
  payouts: M2cerberPayout[] = []
  merchants: Merchant[]
  quirks: M2cerberQuirks = defaultQuirks()
  // Counts on from the documents' sample number.
  private nextWallet = 9378238289n

  constructor(
    private readonly fixtures: readonly M2cerberMerchantFixture[],
    private readonly clock: SimulatorClock,
    private readonly notifier: Notifier,
  ) {
    this.merchants = openMerchants(fixtures)
  }

  merchant(merchId: string): Merchant | undefined {
    return this.merchants.find((one) => one.merchId === merchId)
  }

  payment(paymentId: string): M2cerberPayment {
    const payment = this.payments.find((one) => one.paymentId === paymentId)
    if (!payment) throw new ControlError(`No m2cerber payment ${paymentId}`, 404)
    return payment
  }

  isTaken(paymentId: string): boolean {
    return [...this.payments, ...this.payouts].some((one) => one.paymentId === paymentId)
  }

  open(given: Omit<M2cerberPayment, "transfers" | "status" | "walletNumber" | "createdAt">): M2cerberPayment {
    const walletNumber = String(this.nextWallet++)
    const payment = { ...given, transfers: [], status: "pending", walletNumber, createdAt: this.clock.now() }
    this.payments.push(payment)
    return payment
  }

  openPayout(given: Omit<M2cerberPayout, "status" | "createdAt">): M2cerberPayout {
    const payout = { ...given, status: "pending", createdAt: this.clock.now() }
    given.merchant.payoutBalance -= given.amount
    this.payouts.push(payout)
    return payout
  }

  /** The payer's claim, which is no money: "accept" turns into confirming. A finished payment stays as it is. */
  claim(payment: M2cerberPayment, status: "accept" | "cancel"): void {
    if (payment.status === "accept" || payment.status === "cancel") return
    if (status === "cancel") this.cancel(payment)
    else payment.status = "confirming"
  }

  /** Money arrives. Less than asked sends "Change sum", all of it "Accept", even when it comes too late. */
  transfer(payment: M2cerberPayment, amount: string): void {
    const units = parseUnits(amount)
    if (units === null || units <= 0n)
      throw new ControlError("amount must be a positive decimal such as 200.50")
    payment.transfers.push(units)
    if (received(payment) < payment.asked)
      return this.announce((context) => changeSumWebhook(payment, context))
    payment.status = "accept"
    this.announce((context) => statusWebhook(payment, "confirm", context))
  }

  cancel(payment: M2cerberPayment): void {
    payment.status = "cancel"
    this.announce((context) => statusWebhook(payment, "cancel", context))
  }

  /** Sets any status. Only documented ones are notified of, unless the policy says any. */
  setStatus(payment: M2cerberPayment, status: string): void {
    payment.status = status === "confirm" ? "accept" : status
    const told = payment.status === "accept" ? "confirm" : status
    const documented = told === "confirm" || told === "cancel"
    if (told === "confirm" && payment.transfers.length === 0) payment.transfers.push(payment.asked)
    if (documented || this.notifier.policy("m2cerber").anyStatus) {
      this.announce((context) => statusWebhook(payment, told, context))
    }
  }

  settlePayout(paymentId: string, outcome: "confirm" | "cancel"): M2cerberPayout {
    const payout = this.payouts.find((one) => one.paymentId === paymentId)
    if (!payout) throw new ControlError(`No m2cerber payout ${paymentId}`, 404)
    if (outcome !== "confirm" && outcome !== "cancel")
      throw new ControlError("outcome must be confirm or cancel")
    if (payout.status !== "pending") throw new ControlError(`Payout ${paymentId} is settled already`, 409)
    payout.status = outcome === "confirm" ? "accept" : "cancel"
    if (outcome === "cancel") payout.merchant.payoutBalance += payout.amount
    this.announce((context) => payoutWebhook(payout, outcome, context))
    return payout
  }

  configure(patch: M2cerberQuirksPatch): M2cerberQuirks {
    this.quirks = patchQuirks(this.quirks, patch)
    return { ...this.quirks, signature: { ...this.quirks.signature } }
  }

  get signatures(): SignatureChoice {
    return this.quirks.signature as SignatureChoice
  }

  reset(): void {
    this.payments = []
    this.payouts = []
    this.merchants = openMerchants(this.fixtures)
    this.quirks = defaultQuirks()
  }

  private announce(make: (context: NotifyContext) => Draft): void {
    this.notifier.announce(make({ policy: this.notifier.policy("m2cerber"), signatures: this.signatures }))
  }
}

function openMerchants(fixtures: readonly M2cerberMerchantFixture[]): Merchant[] {
  return fixtures.map(({ merchId, secretKey, payoutBalance }) => ({
    merchId,
    secretKey,
    payoutBalance: parseUnits(payoutBalance ?? "10000") ?? 0n,
  }))
}
