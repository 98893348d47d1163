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
} from "../../../core"
import { moneyFromMedusa } from "../../../medusa/money"
import type { CartOfPayment } from "../../../medusa/reads/cart-of-payment"
import type { NewAttempt, PaymentAttempt } from "../../../modules/gateway-ledger"
import { recordChange, settlementLock } from "../../../settlement"
import type { ProviderDependencies } from "../dependencies"
import { assertNotPaid } from "./order-money"
import { payerOf } from "./payer"
import { cartOf, receiptOf } from "./receipt"

const ROAD = "checkout"

/** How often a reference is drawn before giving up. */
const TRIES = 3

/**
 * Asks the gateway for a payment. The attempt is in the ledger before the gateway is asked, so that the ledger knows every
 * payment that the gateway may make, whatever fails in between.
 */
export async function startAttempt(
  gateway: EntryGateway,
  dependencies: ProviderDependencies,
  input: InitiatePaymentInput,
): Promise<PaymentAttempt> {
  const amount = payableAmount(gateway, input)
  const sessionId = input.data?.session_id
  if (typeof sessionId !== "string") throw new GatewayDeclined("the payment has no session")
  const session = await dependencies.session(sessionId)
  const collectionId = session.payment_collection_id as string
  await assertNotPaid(dependencies, collectionId)
  const cart = await cartOf(gateway, dependencies, collectionId)
  const attempt = await besideSettlement(dependencies, collectionId, () =>
    openAttempt(gateway, dependencies, {
      gateway: gateway.name,
      provider_id: session.provider_id,
      account: gateway.account,
      session_id: session.id,
      payment_collection_id: collectionId,
      amount: amount.amount,
      currency_code: amount.currency,
      // Even if this process dies before the gateway has answered, the sweep looks at the attempt.
      next_check_at: new Date(dependencies.runtime.now() + (nextCheckIn(0, "awaited") ?? 0)),
    }),
  )
  return askForPayment(gateway, dependencies, { input, attempt, amount, cart })
}

interface Asked {
  input: InitiatePaymentInput
  attempt: PaymentAttempt
  amount: Money
  cart: CartOfPayment | undefined
}

async function askForPayment(
  gateway: EntryGateway,
  dependencies: ProviderDependencies,
  { input, attempt, amount, cart }: Asked,
): Promise<PaymentAttempt> {
  const { id, reference, provider_id } = attempt
  try {
    const { gatewayId, next, payerAccount } = await gateway.createPayment({
      reference,
      amount,
      payer: payerOf(input, cart, gateway.storefront),
      receipt: receiptOf(gateway, dependencies, cart, reference, amount),
      hookPath: hookPath(provider_id),
      isHold: gateway.capture === "manual",
    })
    const change = {
      status: "awaiting",
      gateway_id: gatewayId,
      next_action: next,
      payer_account: payerAccount ?? null,
    } as const
    return await recordChange(dependencies.settlement(), id, change, { kind: "done", road: ROAD })
  } catch (error) {
    // After an unknown outcome the attempt stays open, so that the gateway can be asked about it later.
    if (error instanceof GatewayError && error.kind !== "outcome_unknown") {
      const entry = { kind: "failed", road: ROAD, note: keptMessage(error.message) } as const
      await recordChange(dependencies.settlement(), id, { status: "failed" }, entry)
    }
    throw error
  }
}

/**
 * Runs work under settlement's lock of an order. Settlement may cancel an unpaid order at any moment: it must not while the
 * shopper begins another attempt, and no attempt begins for a canceled order. Where there is no order nothing is locked,
 * since settlement itself may have called this provider through Medusa.
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
    if (order?.isCanceled) throw new GatewayDeclined(shopperText("order_canceled", "en"), "order_canceled")
    return work()
  })
}

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

/** Opens an attempt with a new reference, and tries another one when the ledger has the reference already. */
async function openAttempt(
  gateway: EntryGateway,
  { ledger: ledgerOf }: ProviderDependencies,
  attempt: Omit<NewAttempt, "reference">,
): Promise<PaymentAttempt> {
  const ledger = ledgerOf()
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
