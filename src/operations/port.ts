import { Money } from "../core"
import type { JournalAuthor, PaymentAttempt } from "../modules/gateway-ledger"
import type { OperationPort } from "../settlement/dependencies"
import { gatewayOf } from "../settlement/gateway-of"
import { notConfigured } from "../settlement/observe"
import { carryOut } from "./carry-out"
import type { OperationDependencies } from "./dependencies"
import { openOperation, type WantedAtGateway } from "./open"

/** Operations at gateways, as settlement sees them. */
export function operationPort(dependencies: OperationDependencies): OperationPort {
  const open = async (
    attemptId: string,
    wantedOf: (attempt: PaymentAttempt) => WantedAtGateway,
    by: JournalAuthor,
  ) => {
    const attempt = await dependencies.ledger.attempts.get(attemptId)
    const found = await gatewayOf(dependencies, attempt)
    if (!found) throw notConfigured(attempt.provider_id)
    const { gateway } = found
    const wanted = wantedOf(attempt)
    const room = async () => ({
      limit: Money.of(attempt.amount, attempt.currency_code).minor,
      subjects: new Set(wanted.subjectId === null ? [] : [wanted.subjectId]),
      inParts: gateway.capabilities.holds === "many",
    })
    await openOperation(dependencies, gateway, attempt, wanted, room, by)
  }
  return {
    openVoid: (attemptId, by) => open(attemptId, voidOf, by),
    openCapture: (attemptId, { captureId, amount }, by) =>
      open(attemptId, (attempt) => captureOf(attempt, captureId, amount), by),
    carryOut: async (id, { isUnwanted, by }) =>
      void (await carryOut(dependencies, { id }, by, { isUnwanted })),
  }
}

const askedOf = ({ amount, currency_code }: PaymentAttempt) => Money.of(amount, currency_code)

/** A void gives up all that is held. */
const voidOf = (attempt: PaymentAttempt): WantedAtGateway => ({
  kind: "void",
  amount: askedOf(attempt),
  isWhole: true,
  receipt: [],
  payer: {},
  reason: null,
  subjectId: null,
  requestedBy: null,
})

/** A capture sends no receipt: the one that was sent with the payment counts. */
const captureOf = (attempt: PaymentAttempt, captureId: string, amount: Money): WantedAtGateway => ({
  ...voidOf(attempt),
  kind: "capture",
  amount,
  isWhole: amount.equals(askedOf(attempt)),
  subjectId: captureId,
})
