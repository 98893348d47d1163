import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { Money } from "../core"

/** Medusa's amount as exact money. Medusa's totals are unrounded numbers, strings or objects; Money is rounded. */
export function moneyFromMedusa(amount: BigNumberInput, currencyCode: string): Money {
  return Money.rounded(MathBN.convert(amount).toFixed(), currencyCode)
}
