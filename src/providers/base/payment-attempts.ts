import type { BigNumberInput, InitiatePaymentInput } from "@medusajs/framework/types"
import { hasReached, NotSupported, type EntryGateway } from "../../core"
import { moneyFromMedusa } from "../../medusa/money"
import type { GatewayLedgerService, PaymentAttempt } from "../../modules/gateway-ledger"
import { knownPayment, recordChange, verify, type Verified } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"
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
  async verifySession(sessionId: string | undefined): Promise<Verified> {
    return this.verify(await attemptOfSession(this.ledger, this.gateway, sessionId))
  }

  async verifyPointer(pointer: AttemptPointer): Promise<Verified> {
    return this.verify(await this.find(pointer))
  }

  /**
   * Takes what is held, by the sum of Medusa's own capture; of what is taken already it is only made sure.
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
    if (!isPaid && attempt.status !== "authorized") return this.supersede(attempt)
    const canceled = await this.record(attempt, { cancel_requested_at: new Date() })
    // Whether a hold is given up, or its cart is completed once more, the road sees from the order.
    if (!isPaid) await this.ledger.attempts.wake([attempt.id])
    return canceled
  }

  /**
   * Another session takes this one's place. The gateway is told where it listens and nothing has happened yet; money
   * may still come, so the attempt stays in the ledger.
   */
  async supersede(attempt: PaymentAttempt): Promise<PaymentAttempt> {
    const superseded = await this.record(attempt, { superseded_at: new Date() })
    if (superseded.status === "authorized") await this.ledger.attempts.wake([attempt.id])
    if (superseded.status === "awaiting" && (await this.ledger.installation.isLive())) {
      await this.gateway.cancelPayment?.(knownPayment(superseded)).catch((error: Error) => {
        const { provider_id, reference } = attempt
        this.dependencies.runtime.log.warn(
          `payment stays open at the gateway: provider_id=${provider_id} reference=${reference}: ${error.message}`,
        )
      })
    }
    return superseded
  }

  private record(
    attempt: PaymentAttempt,
    change: Parameters<typeof recordChange>[2],
  ): Promise<PaymentAttempt> {
    return recordChange(this.dependencies.settlement(), attempt.id, change, { kind: "done", road: ROAD })
  }

  private verify(attempt: PaymentAttempt): Promise<Verified> {
    return verify(this.dependencies.settlement(), attempt, ROAD)
  }

  private get ledger(): GatewayLedgerService {
    return this.dependencies.ledger()
  }
}
