import type { OrderMoney } from "./facts"
import { judge } from "./judge"

/**
 * Whether the cart's total must be known before anything may be done. Computing it is dear, so it is read only when
 * money is there that is to be captured, or that has no order yet.
 */
export function needsCartTotal(money: OrderMoney): boolean {
  const { cart, order, attempts } = money
  if (!cart || order || cart.total !== null) return false
  return attempts.some((attempt) => {
    const { kind } = judge(money, attempt)
    return kind === "capture" || kind === "captured" || kind === "authorize" || kind === "authorized"
  })
}
