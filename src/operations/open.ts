import { Conflict, type EntryGateway, type Money, type NewOperation } from "../core"
import { newId } from "../modules/gateway-ledger"
import type {
  JournalAuthor,
  OperationRoom,
  PaymentAttempt,
  PaymentOperation,
} from "../modules/gateway-ledger"
import { knownPayment } from "../settlement/observe"
import type { OperationDependencies } from "./dependencies"

/** What is to be done at the gateway, and for which of Medusa's records. */
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
 * was begun for the same. The key is the ledger's: Medusa gives each try of its own a new id.
 *
 * @param room what there is to take it from; read when nobody else can begin one for the same payment
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

/** A void gives up all that is held. */
export const voidOf = (held: Money): WantedAtGateway => ({
  kind: "void",
  amount: held,
  isWhole: true,
  receipt: [],
  payer: {},
  reason: null,
  subjectId: null,
  requestedBy: null,
})
