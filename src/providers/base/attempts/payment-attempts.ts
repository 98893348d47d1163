import type { BigNumberInput, InitiatePaymentInput } from "@medusajs/framework/types"
import { hasReached, NotSupported, type EntryGateway } from "../../../core"
import { moneyFromMedusa } from "../../../medusa/money"
import type { AttemptChange, GatewayLedgerService, PaymentAttempt } from "../../../modules/gateway-ledger"
import { knownPayment, recordChange, verify, type Verified } from "../../../settlement"
import type { ProviderDependencies } from "../dependencies"
import { atMost } from "../../../core/at-most"
import { GATEWAY_WAIT_MS } from "./look-first"
import { captureHeld } from "./capture"
import { attemptOfSession, findAttempt, type AttemptPointer } from "./find-attempt"
import { refundAttempt } from "./refund"
import { startAttempt } from "./start-attempt"

const ROAD = "medusa"

/** What a provider does with payment attempts when Medusa calls it. */
export class PaymentAttempts {
  constructor(
    private readonly gateway: EntryGateway,
    private readonly dependencies: ProviderDependencies,
  ) {}

  start(input: InitiatePaymentInput): Promise<PaymentAttempt> {
    return startAttempt(this.gateway, this.dependencies, input)
  }

  /** Gateways cannot change the amount of a payment, so another amount becomes another attempt. */
  async restart(input: InitiatePaymentInput): Promise<PaymentAttempt> {
    await this.supersede(await this.find(input.data))
    return this.start(input)
  }

  /** The attempt that a payment's `data` points to. */
  find(pointer: AttemptPointer): Promise<PaymentAttempt> {
    return findAttempt(this.ledger, this.gateway, pointer)
  }

  /** Whether the money of a session is there. The session's id must come from Medusa. */
  async verifySession(sessionId: string | undefined): Promise<Verified> {
    return this.verify(await attemptOfSession(this.ledger, this.gateway, sessionId))
  }

  async verifyPointer(pointer: AttemptPointer): Promise<Verified> {
    return this.verify(await this.find(pointer))
  }

  /**
   * Captures a hold by the amount of Medusa's capture. Of money that the gateway has taken already it only makes sure.
   * @throws NotSupported unless the gateway shows the money
   */
  async capture(pointer: AttemptPointer, captureId: string | undefined): Promise<PaymentAttempt> {
    const found = await this.find(pointer)
    if (await captureHeld(this.gateway, this.dependencies, found, captureId)) return this.find(pointer)
    const { attempt, paid } = await this.verify(found)
    if (!paid) {
      const message = `${this.gateway.name} does not show ${attempt.reference} as paid`
      throw new NotSupported("capture_not_confirmed", message)
    }
    return attempt
  }

  /** Does what the merchant's option `refunds` says; `refundId` is Medusa's. */
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

  /** Medusa also cancels paid payments, when it undoes a completion. Their money stays, and the ledger notes the wish. */
  async cancel(pointer: AttemptPointer): Promise<PaymentAttempt> {
    const attempt = await this.find(pointer)
    const isPaid = attempt.cleared_at !== null || hasReached(attempt.status, "paid")
    if (!isPaid && attempt.status !== "authorized") return this.supersede(attempt)
    const canceled = await this.record(attempt, { cancel_requested_at: new Date() })
    // By the order settlement decides whether a hold is voided, or its cart is completed once more.
    if (!isPaid) await this.ledger.attempts.wake([attempt.id])
    return canceled
  }

  /**
   * Notes that another session takes this one's place. The gateway is asked to cancel the payment where it can, and the
   * shopper has not paid yet. Money may still come, so the attempt stays in the ledger.
   */
  async supersede(attempt: PaymentAttempt): Promise<PaymentAttempt> {
    const superseded = await this.record(attempt, { superseded_at: new Date() })
    if (superseded.status === "authorized") await this.ledger.attempts.wake([attempt.id])
    if (superseded.status === "awaiting" && (await this.ledger.installation.isLive())) {
      // Settlement may hold the order's lock meanwhile.
      await atMost(GATEWAY_WAIT_MS, this.cancelAtGateway(superseded))
    }
    return superseded
  }

  private async cancelAtGateway(attempt: PaymentAttempt): Promise<void> {
    const { provider_id, reference } = attempt
    await this.gateway.cancelPayment?.(knownPayment(attempt)).catch((error: Error) => {
      this.dependencies.runtime.log.warn(
        `payment stays open at the gateway: provider_id=${provider_id} reference=${reference}: ${error.message}`,
      )
    })
  }

  private record(attempt: PaymentAttempt, change: AttemptChange): Promise<PaymentAttempt> {
    return recordChange(this.dependencies.settlement(), attempt.id, change, { kind: "done", road: ROAD })
  }

  private verify(attempt: PaymentAttempt): Promise<Verified> {
    return verify(this.dependencies.settlement(), attempt, ROAD)
  }

  private get ledger(): GatewayLedgerService {
    return this.dependencies.ledger()
  }
}
