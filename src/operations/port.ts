import { InvalidNotification, Money } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { OperationPort } from "../settlement/dependencies"
import { gatewayOf } from "../settlement/gateway-of"
import { carryOut } from "./carry-out"
import type { OperationDependencies } from "./dependencies"
import { openOperation, voidOf, type WantedAtGateway } from "./open"

/** Operations at gateways, as settlement sees them. */
export function operationPort(dependencies: OperationDependencies): OperationPort {
  const open = async (
    attemptId: string,
    wantedOf: (attempt: PaymentAttempt) => WantedAtGateway,
    road: Parameters<OperationPort["openVoid"]>[1],
  ) => {
    const attempt = await dependencies.ledger.attempts.get(attemptId)
    const found = await gatewayOf(dependencies, attempt)
    if (!found)
      throw new InvalidNotification("unknown_shop", `no gateway is configured as ${attempt.provider_id}`)
    const { gateway } = found
    const wanted = wantedOf(attempt)
    const room = async () => ({
      limit: Money.of(attempt.amount, attempt.currency_code).minor,
      subjects: new Set(wanted.subjectId === null ? [] : [wanted.subjectId]),
      inParts: gateway.capabilities.holds === "many",
    })
    await openOperation(dependencies, gateway, attempt, wanted, room, road)
  }
  return {
    openVoid: (attemptId, by) => open(attemptId, heldOf, by),
    openCapture: (attemptId, { captureId, amount }, by) =>
      open(attemptId, (attempt) => captureOf(attempt, captureId, amount), by),
    carryOut: async (id, { isUnwanted, by }) =>
      void (await carryOut(dependencies, { id }, by, { isUnwanted })),
  }
}

const askedOf = ({ amount, currency_code }: PaymentAttempt) => Money.of(amount, currency_code)

const heldOf = (attempt: PaymentAttempt) => voidOf(askedOf(attempt))

/** Without a receipt of its own: the one that was sent with the payment holds. */
const captureOf = (attempt: PaymentAttempt, captureId: string, amount: Money): WantedAtGateway => ({
  ...heldOf(attempt),
  kind: "capture",
  amount,
  isWhole: amount.equals(askedOf(attempt)),
  subjectId: captureId,
})
