import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { Money } from "../core"

/** Medusa's amount as exact money, rounded to the currency: its totals come unrounded, as numbers, texts or objects. */
export function moneyFromMedusa(amount: BigNumberInput, currencyCode: string): Money {
  return Money.rounded(MathBN.convert(amount).toFixed(), currencyCode)
}
