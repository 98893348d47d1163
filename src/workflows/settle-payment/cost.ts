import type { BigNumberInput, FilterableOrderProps, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { Money } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"

/**
 * Whether the cart, or the order that was made of it, costs another sum than the payment asks for. Medusa writes a
 * changed cart first and drops its payment sessions after; a process that is killed in between leaves a session that
 * asks for the old sum, and completing a cart does not compare the two.
 *
 * An order counts as it was placed and as it is now: merchants may edit it later, and that is no error of the payment.
 */
export async function costsAnotherSum(
  container: MedusaContainer,
  attempt: PaymentAttempt,
  { cartId, orderId }: { cartId: string | undefined; orderId: string | undefined },
): Promise<boolean> {
  // A payment of an order's later edit has no cart; the merchant says what it is about.
  if (!cartId) return false
  const asked = Money.of(attempt.amount, attempt.currency_code)
  const isAsked = (total: BigNumberInput | undefined) =>
    total === undefined || Money.rounded(MathBN.convert(total).toFixed(), asked.currency).equals(asked)
  if (!orderId) return !isAsked(await cartTotal(container, cartId))
  const now = await orderAt(container, orderId)
  if (isAsked(now?.total)) return false
  return now?.version === 1 || !isAsked((await orderAt(container, orderId, 1))?.total)
}

async function cartTotal(container: MedusaContainer, id: string): Promise<BigNumberInput | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: ["id", "total"], filters: { id } })
  return (data as { total: BigNumberInput }[])[0]?.total
}

/** An order, or what it was in an earlier version; the first is the one that was placed. */
async function orderAt(container: MedusaContainer, id: string, version?: number) {
  const filters = { id, ...(version && { version }) } as FilterableOrderProps
  const [order] = await container
    .resolve(Modules.ORDER)
    .listOrders(filters, { select: ["id", "version", "total"] })
  return order
}
