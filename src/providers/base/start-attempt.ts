import type { InitiatePaymentInput } from "@medusajs/framework/types"
import { GatewayDeclined, GatewayError, isWithin, nextCheckIn, type Gateway, type Money } from "../../core"
import type { GatewayLedgerService, PaymentAttempt } from "../../modules/gateway-ledger"
import { hookPath } from "../../workflows/hook-path"
import type { ProviderDependencies } from "./dependencies"
import { moneyFromMedusa } from "./medusa-money"
import { payerOf } from "./payer"
import { cartOf, receiptOf } from "./receipt"

/**
 * Asks the gateway for a payment. The attempt is in the ledger before the gateway hears of it, so that money which
 * comes for it is never a stranger's, whatever happens between.
 */
export async function startAttempt(
  gateway: Gateway,
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
  const cart = await cartOf(gateway, dependencies, collectionId)
  const ledger = dependencies.ledger()
  const opened = await openAttempt(ledger, gateway, {
    gateway: gateway.name,
    provider_id: session.provider_id,
    session_id: session.id,
    payment_collection_id: collectionId,
    amount: amount.amount,
    currency_code: amount.currency,
    next_check_at: firstCheck(dependencies.runtime.now()),
  })
  try {
    const { gatewayId, next, payerAccount } = await gateway.createPayment({
      reference: opened.reference,
      amount,
      payer: payerOf(input, cart),
      receipt: receiptOf(gateway, dependencies, cart, opened.reference, amount),
      hookPath: hookPath(session.provider_id),
    })
    return await ledger.updateAttempt(opened.id, {
      status: "awaiting",
      gateway_id: gatewayId,
      next_action: next,
      payer_account: payerAccount ?? null,
    })
  } catch (error) {
    // After an unknown outcome the attempt stays open, so that the gateway can be asked about it later.
    if (error instanceof GatewayError && error.kind !== "outcome_unknown") {
      await ledger.updateAttempt(opened.id, { status: "failed" })
    }
    throw error
  }
}

/** The sweep looks after the payment from now on, even if this process dies before the gateway has answered. */
const firstCheck = (now: number) => new Date(now + (nextCheckIn(0) ?? 0))

function payableAmount(gateway: Gateway, input: InitiatePaymentInput): Money {
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
  gateway: Gateway,
  attempt: Omit<Parameters<GatewayLedgerService["openAttempt"]>[0], "reference">,
): Promise<PaymentAttempt> {
  for (let tries = 1; ; tries++) {
    const reference = gateway.newReference()
    try {
      return await ledger.openAttempt({ ...attempt, reference })
    } catch (error) {
      const isTaken = (await ledger.findAttempt({ gateway: gateway.name, reference })) !== undefined
      if (!isTaken || tries === TRIES) throw error
    }
  }
}
