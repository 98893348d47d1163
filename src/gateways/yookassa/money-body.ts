import type { Money } from "../../core/money"

/** The currency of all payments of a shop. */
export const CURRENCY = "RUB"

/** The least that YooKassa takes, returns, or leaves after a refund of a part, in kopecks: one ruble. */
export const LEAST = 100n

/** An amount as YooKassa writes it: text with two decimals always. */
export const moneyBody = ({ amount, currency }: Money) => ({ value: amount, currency })
