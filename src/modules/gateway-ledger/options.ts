import { z } from "@medusajs/framework/zod"
import { OptionsError } from "../../core/errors"

const wholeNumber = z.number("must be a number").int("must be a whole number").min(0, "must be 0 or more")

/** The plugin's options in medusa-config.ts. */
export const ledgerOptions = z.object({
  sweep: z
    .boolean("must be true or false")
    .default(true)
    .describe("Whether this process looks after payments in the background"),
  maxCallsPerMinute: wholeNumber
    .default(600)
    .describe(
      "How many calls the background work may make to one account at a gateway in a minute, all processes together; 0: no ceiling",
    ),
  keepDays: z
    .object({
      notifications: wholeNumber.default(180).describe("Notifications that are settled"),
      balances: wholeNumber.default(90).describe("Hourly balances; after it, one a day stays"),
      statement: wholeNumber
        .default(180)
        .describe("Rows of the gateways' own lists that are not read any more"),
      paymentDetails: wholeNumber
        .default(365)
        .describe("What was shown to shoppers, and what gateways said of payments that were never made"),
    })
    .prefault({})
    .describe("For how many days is kept what nobody needs any more; 0: for ever"),
})

export type KeepDays = z.output<typeof ledgerOptions>["keepDays"]

export type LedgerOptions = z.input<typeof ledgerOptions>

/** @throws OptionsError (invalid_option) */
export function parseLedgerOptions(options: LedgerOptions): z.output<typeof ledgerOptions> {
  const { data, error } = ledgerOptions.safeParse(options)
  if (data) return data
  const [issue] = error.issues
  const option = issue?.path.join(".") ?? ""
  throw new OptionsError(option, `medusa-payment-gateways: the plugin's option "${option}" ${issue?.message}`)
}
