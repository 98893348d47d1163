/** When an order is placed, and how long it may stay unpaid. */
export interface OrderPolicy {
  /**
   * `after_payment`: the cart becomes an order when the money is there. `before_payment`: the order and its stock come
   * first, and the money is attached when it arrives.
   */
  placeOrder: "after_payment" | "before_payment"
  /** After this age an unpaid order that was placed before its payment is canceled, and its stock is free again. */
  cancelUnpaidAfterMs: number
}

/** In how many milliseconds an order that was placed before its payment has waited long enough; Infinity for others. */
export function unpaidTooLongIn(policy: OrderPolicy | undefined, ageMs: number): number {
  return policy?.placeOrder === "before_payment" ? policy.cancelUnpaidAfterMs - ageMs : Infinity
}
