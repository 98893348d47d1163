import type * as Medusa from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import { hasReached, NotSupported, type Gateway, type GatewayDefinition } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { knownPayment } from "../../workflows/observe-attempt"
import { askGateway } from "./ask-gateway"
import { dependenciesOf, type ProviderDependencies } from "./dependencies"
import { atMedusaBorder } from "./medusa-border"
import { attemptOfSession, findAttempt, type AttemptPointer } from "./find-attempt"
import { sessionDataOf } from "./session-data"
import { startAttempt } from "./start-attempt"
import { webhookAction } from "./webhook"

/** A Medusa payment provider that hands everything to a gateway and the ledger. */
export abstract class GatewayProvider extends AbstractPaymentProvider<unknown> {
  readonly gateway: Gateway
  private readonly dependencies: ProviderDependencies

  constructor(cradle: Record<string, unknown>, options: unknown, definition: GatewayDefinition) {
    super(cradle, options)
    this.dependencies = dependenciesOf(cradle)
    this.gateway = definition.create(definition.parseOptions(options), this.dependencies.runtime)
  }

  initiatePayment(input: Medusa.InitiatePaymentInput): Promise<Medusa.InitiatePaymentOutput> {
    return this.border("initiate", async () => {
      const attempt = await startAttempt(this.gateway, this.dependencies, input)
      return { id: attempt.reference, data: sessionDataOf(attempt) }
    })
  }

  /** Gateways cannot change a payment that was asked for, so another amount becomes another attempt. */
  updatePayment(input: Medusa.UpdatePaymentInput): Promise<Medusa.UpdatePaymentOutput> {
    return this.border("update", async () => {
      await this.supersede(await this.find(input.data))
      return { data: sessionDataOf(await startAttempt(this.gateway, this.dependencies, input)) }
    })
  }

  /** Never throws: a session that cannot be deleted would block every change of the cart. */
  async deletePayment(input: Medusa.DeletePaymentInput): Promise<Medusa.DeletePaymentOutput> {
    try {
      await this.supersede(await this.find(input.data))
    } catch (error) {
      this.dependencies.runtime.log.warn(
        `${this.gateway.name}: a replaced session belongs to no payment attempt (${(error as Error).message})`,
      )
    }
    return { data: input.data ?? {} }
  }

  authorizePayment(input: Medusa.AuthorizePaymentInput): Promise<Medusa.AuthorizePaymentOutput> {
    return this.border("authorize", async () => {
      // Medusa's own word for the session's id; `data` may be the shopper's.
      const found = await attemptOfSession(
        this.dependencies.ledger(),
        this.gateway,
        input.context?.idempotency_key,
      )
      const { attempt, paid } = await askGateway(this.dependencies.ledger(), this.gateway, found)
      // Anything but "pending" would make Medusa give the session up for good, though money may still come.
      return {
        status: paid ? PaymentSessionStatus.CAPTURED : PaymentSessionStatus.PENDING,
        data: sessionDataOf(attempt),
      }
    })
  }

  capturePayment(input: Medusa.CapturePaymentInput): Promise<Medusa.CapturePaymentOutput> {
    return this.border("capture", async () => {
      const { attempt, paid } = await askGateway(
        this.dependencies.ledger(),
        this.gateway,
        await this.find(input.data),
      )
      if (!paid) {
        throw new NotSupported(
          "capture_not_confirmed",
          `${this.gateway.name} does not show ${attempt.reference} as paid`,
        )
      }
      return { data: sessionDataOf(attempt) }
    })
  }

  refundPayment(input: Medusa.RefundPaymentInput): Promise<Medusa.RefundPaymentOutput> {
    return this.border("refund", async () => {
      const { reference } = await this.find(input.data)
      throw new NotSupported(
        "refund_not_supported",
        `${this.gateway.name} cannot refund through its API, so nothing was refunded. Return the money for ${reference} in the gateway's cabinet or by a payout.`,
      )
    })
  }

  /** Medusa cancels paid payments too (a rollback, a lost race); their money stays where it is, and a note is kept. */
  cancelPayment(input: Medusa.CancelPaymentInput): Promise<Medusa.CancelPaymentOutput> {
    return this.border("cancel", async () => {
      const attempt = await this.find(input.data)
      const isPaid = attempt.cleared_at !== null || hasReached(attempt.status, "paid")
      if (!isPaid) {
        return { data: sessionDataOf(await this.supersede(attempt)) }
      }
      const noted = await this.dependencies
        .ledger()
        .updateAttempt(attempt.id, { cancel_requested_at: new Date() })
      return { data: sessionDataOf(noted) }
    })
  }

  retrievePayment(input: Medusa.RetrievePaymentInput): Promise<Medusa.RetrievePaymentOutput> {
    return this.border("retrieve", async () => ({ data: sessionDataOf(await this.find(input.data)) }))
  }

  getPaymentStatus(input: Medusa.GetPaymentStatusInput): Promise<Medusa.GetPaymentStatusOutput> {
    return this.border("status", async () => {
      const found = await this.find(input.data)
      const { attempt, paid } = await askGateway(this.dependencies.ledger(), this.gateway, found)
      return {
        status: paid ? PaymentSessionStatus.CAPTURED : PaymentSessionStatus.PENDING,
        data: sessionDataOf(attempt),
      }
    })
  }

  getWebhookActionAndData(
    payload: Medusa.ProviderWebhookPayload["payload"],
  ): Promise<Medusa.WebhookActionResult> {
    return webhookAction(this.gateway, this.dependencies, payload)
  }

  private find(pointer: AttemptPointer) {
    return findAttempt(this.dependencies.ledger(), this.gateway, pointer)
  }

  private border<T>(what: string, run: () => Promise<T>): Promise<T> {
    return atMedusaBorder(this.dependencies.runtime.log, `${this.gateway.name} ${what}`, run)
  }

  /**
   * Another session takes this one's place. The gateway is told where it listens and nothing has happened yet; money
   * may still come, so the attempt stays in the ledger.
   */
  private async supersede(attempt: PaymentAttempt): Promise<PaymentAttempt> {
    const superseded = await this.dependencies
      .ledger()
      .updateAttempt(attempt.id, { superseded_at: new Date() })
    if (superseded.status === "awaiting") {
      await this.gateway.cancelPayment?.(knownPayment(superseded)).catch((error: Error) => {
        this.dependencies.runtime.log.warn(
          `${this.gateway.name}: ${attempt.reference} stays open at the gateway (${error.message})`,
        )
      })
    }
    return superseded
  }
}

/** What Medusa's payment module asks of a provider class. */
export type GatewayProviderClass = (new (
  cradle: Record<string, unknown>,
  options?: Record<string, unknown>,
) => GatewayProvider) &
  Pick<typeof GatewayProvider, "identifier" | "validateOptions" | "isPaymentProvider" | "_isPaymentProvider">

/** The provider class of a gateway: all that a further gateway needs at Medusa's side. */
export function gatewayProvider<Options>(definition: GatewayDefinition<Options>): GatewayProviderClass {
  return class extends GatewayProvider {
    static override identifier = definition.name

    static override validateOptions(options: Record<string, unknown>): void {
      definition.parseOptions(options)
    }

    constructor(cradle: Record<string, unknown>, options?: Record<string, unknown>) {
      super(cradle, options, definition)
    }
  }
}
