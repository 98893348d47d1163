/** When an order is placed, and how long it may stay unpaid. */
export interface OrderPolicy {
  /**
   * `after_payment`: the cart becomes an order when the money is there. `before_payment`: the order is placed and its
   * stock reserved first, and the payment is captured when the money arrives.
   */
  placeOrder: "after_payment" | "before_payment"
  /** An unpaid order that was placed before its payment is canceled at this age, and its stock is free again. */
  cancelUnpaidAfterMs: number
}

/** In how many milliseconds an order that was placed before its payment may be canceled; Infinity for any other. */
export function unpaidTooLongIn(policy: OrderPolicy | undefined, ageMs: number): number {
  return policy?.placeOrder === "before_payment" ? policy.cancelUnpaidAfterMs - ageMs : Infinity
}
