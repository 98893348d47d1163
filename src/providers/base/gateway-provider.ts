import type * as Medusa from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import { isReleased, type EntryGateway, type GatewayDefinition } from "../../core"
import { openEntry } from "../../gateways/entry"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { Verified } from "../../settlement"
import { PaymentAttempts } from "./attempts/payment-attempts"
import { dependenciesOf, type ProviderDependencies } from "./dependencies"
import { atMedusaBorder } from "./medusa-border"
import { sessionDataOf } from "./session-data"
import { webhookAction } from "./webhook"

/** Medusa's calls, as the log names them. */
type Call = "initiate" | "update" | "authorize" | "status" | "capture" | "cancel" | "retrieve" | "refund"

/** Medusa's payment provider. It translates Medusa's calls, and leaves the work to {@link PaymentAttempts}. */
export abstract class GatewayProvider extends AbstractPaymentProvider<unknown> {
  readonly gateway: EntryGateway
  /** The gateway's name for people. */
  readonly title: string
  private readonly attempts: PaymentAttempts
  private readonly dependencies: ProviderDependencies

  constructor(cradle: Record<string, unknown>, options: unknown, definition: GatewayDefinition) {
    super(cradle, options)
    this.dependencies = dependenciesOf(cradle)
    this.gateway = openEntry(definition, options, this.dependencies.runtime)
    this.attempts = new PaymentAttempts(this.gateway, this.dependencies)
    this.title = definition.title
  }

  async initiatePayment(input: Medusa.InitiatePaymentInput): Promise<Medusa.InitiatePaymentOutput> {
    const attempt = await this.border("initiate", () => this.attempts.start(input))
    return { id: attempt.reference, data: sessionDataOf(attempt) }
  }

  updatePayment(input: Medusa.UpdatePaymentInput): Promise<Medusa.UpdatePaymentOutput> {
    return this.dataOf("update", () => this.attempts.restart(input))
  }

  /** Never throws: a session that cannot be deleted would block every change of its cart. */
  async deletePayment({ data }: Medusa.DeletePaymentInput): Promise<Medusa.DeletePaymentOutput> {
    try {
      await this.attempts.supersede(await this.attempts.find(data))
    } catch (error) {
      this.log.warn(
        `session deleted without its attempt: gateway=${this.gateway.name}: ${(error as Error).message}`,
      )
    }
    return { data: data ?? {} }
  }

  authorizePayment(input: Medusa.AuthorizePaymentInput): Promise<Medusa.AuthorizePaymentOutput> {
    return this.statusOf("authorize", () => this.attempts.verifySession(input.context?.idempotency_key))
  }

  getPaymentStatus({ data }: Medusa.GetPaymentStatusInput): Promise<Medusa.GetPaymentStatusOutput> {
    return this.statusOf("status", () => this.attempts.verifyPointer(data))
  }

  capturePayment({ data, context }: Medusa.CapturePaymentInput): Promise<Medusa.CapturePaymentOutput> {
    return this.dataOf("capture", () => this.attempts.capture(data, context?.idempotency_key))
  }

  cancelPayment({ data }: Medusa.CancelPaymentInput): Promise<Medusa.CancelPaymentOutput> {
    return this.dataOf("cancel", () => this.attempts.cancel(data))
  }

  retrievePayment({ data }: Medusa.RetrievePaymentInput): Promise<Medusa.RetrievePaymentOutput> {
    return this.dataOf("retrieve", () => this.attempts.find(data))
  }

  refundPayment({ data, amount, context }: Medusa.RefundPaymentInput): Promise<Medusa.RefundPaymentOutput> {
    return this.dataOf("refund", () => this.attempts.refund(data, amount, context?.idempotency_key))
  }

  getWebhookActionAndData(
    payload: Medusa.ProviderWebhookPayload["payload"],
  ): Promise<Medusa.WebhookActionResult> {
    return webhookAction(this.gateway, this.dependencies, payload)
  }

  private async dataOf(what: Call, find: () => Promise<PaymentAttempt>) {
    return { data: sessionDataOf(await this.border(what, find)) }
  }

  /** Unpaid is "pending": at any other status Medusa would give the session up, although its money may still come. */
  private async statusOf(what: Call, ask: () => Promise<Verified>) {
    const { attempt, paid, held } = await this.border(what, ask)
    const isOrderFirst = this.gateway.orderPolicy.placeOrder === "before_payment"
    const unpaid = isOrderFirst && !isReleased(attempt.status) ? "PENDING_AUTHORIZATION" : "PENDING"
    const status = paid ? "CAPTURED" : held ? "AUTHORIZED" : unpaid
    return { status: PaymentSessionStatus[status], data: sessionDataOf(attempt) }
  }

  private get log() {
    return this.dependencies.runtime.log
  }

  private border<T>(what: Call, run: () => Promise<T>): Promise<T> {
    const reader = what === "capture" || what === "refund" ? "merchant" : "shopper"
    return atMedusaBorder(this.log, `${this.gateway.name} ${what}`, run, reader)
  }
}
