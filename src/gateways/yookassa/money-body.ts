import type { Money } from "../../core/money"

/** What moves through a shop's account. */
export const CURRENCY = "RUB"

/** The least that is paid, returned, or left after a part was returned: one ruble. */
export const LEAST = 100n

/** An amount as YooKassa writes it: text with two decimals always. */
export const moneyBody = ({ amount, currency }: Money) => ({ value: amount, currency })
