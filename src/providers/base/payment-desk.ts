import type { BigNumberInput, InitiatePaymentInput } from "@medusajs/framework/types"
import { hasReached, NotSupported, type Gateway, type GatewayDefinition } from "../../core"
import type { GatewayLedgerService, PaymentAttempt } from "../../modules/gateway-ledger"
import { knownPayment } from "../../workflows/observe-attempt"
import { askGateway } from "./ask-gateway"
import { dependenciesOf, type ProviderDependencies } from "./dependencies"
import { attemptOfSession, findAttempt, type AttemptPointer } from "./find-attempt"
import { moneyFromMedusa } from "./medusa-money"
import { refundAttempt } from "./refund"
import { startAttempt } from "./start-attempt"

/** What a provider does with payment attempts, between Medusa's words and the gateway's. */
export class PaymentDesk {
  readonly gateway: Gateway
  readonly dependencies: ProviderDependencies

  constructor(definition: GatewayDefinition, cradle: Record<string, unknown>, options: unknown) {
    this.dependencies = dependenciesOf(cradle)
    this.gateway = definition.create(definition.parseOptions(options), this.dependencies.runtime)
  }

  start(input: InitiatePaymentInput): Promise<PaymentAttempt> {
    return startAttempt(this.gateway, this.dependencies, input)
  }

  /** Gateways cannot change a payment that was asked for, so another amount becomes another attempt. */
  async restart(input: InitiatePaymentInput): Promise<PaymentAttempt> {
    await this.supersede(await this.find(input.data))
    return this.start(input)
  }

  /** The attempt that a payment's `data` points to. */
  find(pointer: AttemptPointer): Promise<PaymentAttempt> {
    return findAttempt(this.ledger, this.gateway, pointer)
  }

  /** Whether the money of a session is there; its id must be Medusa's own word. */
  async askAboutSession(sessionId: string | undefined): Promise<{ attempt: PaymentAttempt; paid: boolean }> {
    return this.ask(await attemptOfSession(this.ledger, this.gateway, sessionId))
  }

  async askAbout(pointer: AttemptPointer): Promise<{ attempt: PaymentAttempt; paid: boolean }> {
    return this.ask(await this.find(pointer))
  }

  /** @throws NotSupported unless the gateway shows the money */
  async assertPaid(pointer: AttemptPointer): Promise<PaymentAttempt> {
    const { attempt, paid } = await this.askAbout(pointer)
    if (!paid) {
      const message = `${this.gateway.name} does not show ${attempt.reference} as paid`
      throw new NotSupported("capture_not_confirmed", message)
    }
    return attempt
  }

  /** Returns money, as the merchant chose; `refundId` is Medusa's own. */
  async refund(
    pointer: AttemptPointer,
    amount: BigNumberInput,
    refundId: string | undefined,
  ): Promise<PaymentAttempt> {
    const attempt = await this.find(pointer)
    await refundAttempt(this.gateway, this.dependencies, attempt, {
      amount: moneyFromMedusa(amount, attempt.currency_code),
      refundId,
    })
    return attempt
  }

  /** Medusa cancels paid payments too (a rollback, a lost race); their money stays where it is, and a note is kept. */
  async cancel(pointer: AttemptPointer): Promise<PaymentAttempt> {
    const attempt = await this.find(pointer)
    const isPaid = attempt.cleared_at !== null || hasReached(attempt.status, "paid")
    return isPaid
      ? this.ledger.updateAttempt(attempt.id, { cancel_requested_at: new Date() })
      : this.supersede(attempt)
  }

  /**
   * Another session takes this one's place. The gateway is told where it listens and nothing has happened yet; money
   * may still come, so the attempt stays in the ledger.
   */
  async supersede(attempt: PaymentAttempt): Promise<PaymentAttempt> {
    const superseded = await this.ledger.updateAttempt(attempt.id, { superseded_at: new Date() })
    if (superseded.status === "awaiting") {
      await this.gateway.cancelPayment?.(knownPayment(superseded)).catch((error: Error) => {
        this.log.warn(
          `${this.gateway.name}: ${attempt.reference} stays open at the gateway (${error.message})`,
        )
      })
    }
    return superseded
  }

  get log() {
    return this.dependencies.runtime.log
  }

  private get ledger(): GatewayLedgerService {
    return this.dependencies.ledger()
  }

  private ask(attempt: PaymentAttempt) {
    return askGateway(this.ledger, this.gateway, attempt, () => this.dependencies.isCoveredByAnother(attempt))
  }
}
