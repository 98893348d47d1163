import { Conflict, type EntryGateway, type NewOperation } from "../core"
import {
  newId,
  type JournalAuthor,
  type OperationRoom,
  type PaymentAttempt,
  type PaymentOperation,
} from "../modules/gateway-ledger"
import { knownPayment } from "../settlement/observe"
import type { OperationDependencies } from "./dependencies"

/** An operation to be begun at the gateway, and the record of Medusa's that it is for. */
export interface WantedAtGateway extends Omit<NewOperation, "key"> {
  /** Medusa's capture or refund; null for a void. */
  subjectId: string | null
  requestedBy: string | null
}

const REFUSALS = {
  operation_in_progress: "A capture of it was sent to the gateway, and no clear answer has come yet.",
  hold_captured: "It was captured already, and what was not captured went back to the shopper.",
  hold_voided: "It was given up, so nothing of it can be captured any more.",
  more_than_left: "It is more than what is left of it at the gateway.",
} as const

/**
 * Writes a capture, a void or a refund down, with its key and its body, before anything is sent; or finds the one that
 * was begun for the same record. The key is our own, since Medusa gives each of its tries a new id.
 *
 * @param room reads what the operation is taken from, while no other can be begun for the same payment
 * @throws Conflict operation_in_progress, hold_captured, hold_voided, more_than_left
 */
export async function openOperation(
  { ledger }: Pick<OperationDependencies, "ledger">,
  gateway: EntryGateway,
  attempt: PaymentAttempt,
  { subjectId, requestedBy, ...wanted }: WantedAtGateway,
  room: () => Promise<OperationRoom>,
  by: JournalAuthor,
): Promise<PaymentOperation> {
  const key = newId("payop")
  const body = bodyOf(gateway, attempt, { ...wanted, key })
  const { operation, refusal } = await ledger.operations.open(
    {
      attempt_id: attempt.id,
      kind: wanted.kind,
      key,
      amount: wanted.amount.amount,
      currency_code: wanted.amount.currency,
      body,
      subject_id: subjectId,
      requested_by: requestedBy,
    },
    room,
    by,
  )
  if (operation) return operation
  throw new Conflict(
    refusal,
    `${attempt.reference}: ${wanted.amount} cannot be taken up. ${REFUSALS[refusal]}`,
  )
}

function bodyOf(gateway: EntryGateway, attempt: PaymentAttempt, operation: NewOperation): string {
  if (!gateway.operationBody) throw new TypeError(`${gateway.name} has no operations`)
  return gateway.operationBody(knownPayment(attempt), operation)
}
