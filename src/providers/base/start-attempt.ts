import type { InitiatePaymentInput } from "@medusajs/framework/types"
import {
  GatewayDeclined,
  GatewayError,
  hookPath,
  isWithin,
  keptMessage,
  nextCheckIn,
  shopperText,
  type EntryGateway,
  type Money,
} from "../../core"
import { moneyFromMedusa } from "../../medusa/money"
import type { GatewayLedgerService, NewAttempt, PaymentAttempt } from "../../modules/gateway-ledger"
import { recordChange, settlementLock } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"
import { assertNotPaid } from "./already-paid"
import { payerOf } from "./payer"
import { cartOf, receiptOf } from "./receipt"

const ROAD = "checkout"

/**
 * Asks the gateway for a payment. The attempt is in the ledger before the gateway hears of it, so that money which
 * comes for it is never a stranger's, whatever happens between.
 */
export async function startAttempt(
  gateway: EntryGateway,
  dependencies: ProviderDependencies,
  input: InitiatePaymentInput,
): Promise<PaymentAttempt> {
  const amount = payableAmount(gateway, input)
  const sessionId = input.data?.session_id
  if (typeof sessionId !== "string") {
    throw new GatewayDeclined("the payment has no session")
  }
  const session = await dependencies.session(sessionId)
  const collectionId = session.payment_collection_id as string
  const ledger = dependencies.ledger()
  await assertNotPaid(dependencies.settlement(), collectionId)
  const cart = await cartOf(gateway, dependencies, collectionId)
  const opened = await besideSettlement(dependencies, collectionId, () =>
    openAttempt(ledger, gateway, {
      gateway: gateway.name,
      provider_id: session.provider_id,
      account: gateway.account,
      session_id: session.id,
      payment_collection_id: collectionId,
      amount: amount.amount,
      currency_code: amount.currency,
      next_check_at: firstCheck(dependencies.runtime.now()),
    }),
  )
  try {
    const { gatewayId, next, payerAccount } = await gateway.createPayment({
      reference: opened.reference,
      amount,
      payer: payerOf(input, cart, gateway.storefront),
      receipt: receiptOf(gateway, dependencies, cart, opened.reference, amount),
      hookPath: hookPath(session.provider_id),
      isHold: gateway.capture === "manual",
    })
    const asked = {
      status: "awaiting",
      gateway_id: gatewayId,
      next_action: next,
      payer_account: payerAccount ?? null,
    } as const
    return await recordChange(dependencies.settlement(), opened.id, asked, { kind: "done", road: ROAD })
  } catch (error) {
    // After an unknown outcome the attempt stays open, so that the gateway can be asked about it later.
    if (error instanceof GatewayError && error.kind !== "outcome_unknown") {
      const entry = { kind: "failed", road: ROAD, note: keptMessage(error.message) } as const
      await recordChange(dependencies.settlement(), opened.id, { status: "failed" }, entry)
    }
    throw error
  }
}

/**
 * An order that waits for its payment may be canceled as unpaid at any moment, and must not be when the shopper has just
 * begun another try; for one that is canceled nothing is begun any more. Where no order is there, settlement itself may
 * have called us through Medusa, and nothing is locked.
 *
 * @throws GatewayDeclined (order_canceled)
 */
async function besideSettlement<T>(
  dependencies: ProviderDependencies,
  collectionId: string,
  work: () => Promise<T>,
): Promise<T> {
  const { medusa } = dependencies.settlement()
  const { order } = await medusa.money(collectionId)
  if (!order) return work()
  return medusa.withLock(settlementLock(await medusa.unitOf(collectionId)), async () => {
    const { order } = await medusa.money(collectionId)
    if (order?.isCanceled) {
      throw new GatewayDeclined(shopperText("order_canceled", "en"), "order_canceled")
    }
    return work()
  })
}

/** The sweep looks after the payment from now on, even if this process dies before the gateway has answered. */
const firstCheck = (now: number) => new Date(now + (nextCheckIn(0, "awaited") ?? 0))

function payableAmount(gateway: EntryGateway, input: InitiatePaymentInput): Money {
  const currency = input.currency_code.toUpperCase()
  if (!gateway.currencies.includes(currency)) {
    throw new GatewayDeclined(
      `This way to pay takes ${gateway.currencies.join(", ")}, not ${currency}. Please choose another one.`,
      "currency_not_supported",
    )
  }
  const amount = moneyFromMedusa(input.amount, currency)
  if (!amount.isPositive || !isWithin(gateway.limits, amount)) {
    throw new GatewayDeclined(
      `${amount} cannot be paid this way. Please choose another one.`,
      "amount_not_supported",
    )
  }
  return amount
}

const TRIES = 3

/** A reference that another process drew in the same moment is refused by the ledger's unique key; the next one fits. */
async function openAttempt(
  ledger: GatewayLedgerService,
  gateway: EntryGateway,
  attempt: Omit<NewAttempt, "reference">,
): Promise<PaymentAttempt> {
  const mark = await ledger.marks.current(await ledger.installation.id())
  for (let tries = 1; ; tries++) {
    const reference = gateway.newReference(mark)
    try {
      return await ledger.attempts.open({ ...attempt, reference }, { road: ROAD })
    } catch (error) {
      const isTaken = (await ledger.attempts.find({ gateway: gateway.name, reference })) !== undefined
      if (!isTaken || tries === TRIES) throw error
    }
  }
}
