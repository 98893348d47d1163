import { z } from "@medusajs/framework/zod"
import type { PayoutPolicy } from "../core/payout-policy"
import { currencyCodes, decimal, scaled } from "./options"

/** The provider option `payouts`: absent, nothing is paid out. */
export const payouts = z
  .strictObject({
    currencies: currencyCodes.optional(),
    min: decimal.optional(),
    max: decimal.optional(),
    twoPersonPayouts: z.boolean().default(false),
    allowApiKeys: z.boolean().default(false),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || scaled(min) <= scaled(max), {
    path: ["min"],
    message: "is more than payouts.max",
  })
  .optional()

/** The provider option `refunds`. */
export const refunds = z.enum(["reject", "manual", "payout"]).default("reject")

/** For a schema's `superRefine`: a refund cannot be paid out where nothing is. */
export function checkRefunds(
  options: { refunds: string; payouts?: unknown },
  context: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
): void {
  if (options.refunds === "payout" && options.payouts === undefined) {
    context.addIssue({
      code: "custom",
      path: ["refunds"],
      message: 'can be "payout" only where the option payouts is set',
    })
  }
}

/** The gateway's policy by its options; undefined without the option `payouts`. */
export function policyOf(
  option: z.output<typeof payouts>,
  gatewayCurrencies: readonly string[],
): { payoutPolicy?: PayoutPolicy } {
  if (!option) return {}
  const { currencies = gatewayCurrencies, min = null, max = null, twoPersonPayouts, allowApiKeys } = option
  return { payoutPolicy: { currencies, min, max, twoPersonPayouts, allowApiKeys } }
}
