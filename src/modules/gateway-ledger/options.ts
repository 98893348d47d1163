import { z } from "@medusajs/framework/zod"
import { refusal, wrongOptions } from "../../gateways/option-issues"

const wholeNumber = z.number("must be a number").int("must be a whole number").min(0, "must be 0 or more")

/** The plugin's options in medusa-config.ts. */
export const ledgerOptions = z.strictObject({
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
    .strictObject({
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

/** For how many days unneeded rows are kept, by what they are. */
export type KeepDays = z.output<typeof ledgerOptions>["keepDays"]

export type LedgerOptions = z.input<typeof ledgerOptions>

/**
 * @param options as Medusa passes them to a module, with its `database`
 * @throws OptionsError (invalid_option) that names every mistake
 */
export function parseLedgerOptions(options: unknown): z.output<typeof ledgerOptions> {
  const { database: _, ...own } = (options ?? {}) as Record<string, unknown>
  const { data, error } = ledgerOptions.safeParse(own)
  if (data) return data
  throw refusal("the plugin's", wrongOptions(error, own, ledgerOptions))
}
