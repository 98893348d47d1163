import type { Gateway, GatewayDefinition } from "../core/gateway"

/**
 * Compares a gateway with its definition, so that its author learns what is missing before a merchant does.
 * @throws TypeError naming the differences
 */
export function assertAsDeclared(
  { name, capabilities: can }: Pick<GatewayDefinition, "name" | "capabilities">,
  gateway: Gateway,
): void {
  const takesOperations = can.holds !== false || can.refunds !== false
  const told: Partial<Record<keyof Gateway, unknown>> = {
    ...{ newReference: true, createPayment: true, fetchPayment: true, parseNotification: true },
    cancelPayment: can.cancelPayment,
    confirmSent: can.confirmSent,
    listPayments: can.listPayments,
    checkConnection: can.checkConnection,
    balances: can.balances,
    payouts: can.payouts,
    operationBody: takesOperations,
    capturePayment: can.holds,
    voidPayment: can.holds,
    refundPayment: can.refunds,
    fetchRefund: can.refunds,
  }
  const differences = [
    ...Object.entries(told).flatMap(([member, isTold]) =>
      difference(member, gateway[member as keyof Gateway] !== undefined, isTold !== false),
    ),
    ...(gateway.payouts
      ? difference("payouts.list", Boolean(gateway.payouts.list), can.payouts === "listed")
      : []),
    ...(takesOperations === can.operationKeysMs > 0
      ? []
      : [
          `operationKeysMs is ${can.operationKeysMs}, and it ${takesOperations ? "takes" : "has no"} operations`,
        ]),
    ...(gateway.name === name ? [] : [`its name is "${gateway.name}"`]),
    ...(gateway.account ? [] : ["it has no account"]),
    ...(gateway.currencies?.length > 0 ? [] : ["it has no currencies"]),
  ]
  if (differences.length > 0) {
    throw new TypeError(`gateway ${name} is not as its definition says: ${differences.join("; ")}`)
  }
}

function difference(member: string, isThere: boolean, isTold: boolean): string[] {
  if (isThere === isTold) return []
  return [isThere ? `it has ${member}, and its capabilities do not say so` : `it lacks ${member}`]
}
