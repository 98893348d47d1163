import { IntegrityError } from "../../core/errors"
import type { EntryPolicy, KnownPayment, NewOperation, Observation, Operation } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { moneyBody } from "./money-body"
import type { YookassaOptions } from "./options"
import { numberOf, whilePossible } from "./payment-state"
import { receiptBody } from "./receipt"
import { refundBody } from "./refunds"
import { observationOf } from "./transform"
import type { YookassaPayment } from "./wire"

/** The body of an operation. A void, and a capture of all that is held, is an empty object. */
export function operationBody(
  options: YookassaOptions,
  policy: Pick<EntryPolicy, "sendsReceipt">,
  payment: KnownPayment,
  operation: NewOperation,
): string {
  const { kind, isWhole, amount, receipt, payer } = operation
  if (kind === "refund") return JSON.stringify(refundBody(options, policy, payment, operation))
  if (kind === "void" || isWhole) return "{}"
  const words = policy.sendsReceipt ? options.receipt : undefined
  return JSON.stringify({
    amount: moneyBody(amount),
    ...(words && { receipt: receiptBody(words, receipt, payer, amount) }),
  })
}

/** Captures what is held, or once a part of it; the rest goes back to the payer by itself. */
export async function capturePayment(
  client: YookassaClient,
  payment: KnownPayment,
  { key, body, amount }: Operation,
): Promise<Observation> {
  const id = numberOf(payment)
  const shown = await whileHeld(client, payment, () => client.capture(id, key, body))
  assertAbout(shown, payment)
  return observationOf(shown, { ...payment, captured: amount })
}

/** Releases what is held. */
export async function voidPayment(
  client: YookassaClient,
  payment: KnownPayment,
  { key, body }: Operation,
): Promise<Observation> {
  const id = numberOf(payment)
  const shown = await whileHeld(client, payment, () => client.cancel(id, key, body))
  assertAbout(shown, payment)
  return observationOf(shown, payment)
}

const whileHeld = <T>(client: YookassaClient, payment: KnownPayment, work: () => Promise<T>) =>
  whilePossible(client, payment, ({ status }) => status === "waiting_for_capture", work)

function assertAbout(shown: YookassaPayment, { gatewayId, reference }: KnownPayment): void {
  if (shown.id === gatewayId) return
  throw new IntegrityError("reference_mismatch", `YooKassa answered about another payment than ${reference}`)
}
