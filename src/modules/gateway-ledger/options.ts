import { z } from "@medusajs/framework/zod"
import { OptionsError } from "../../core/errors"

const wholeNumber = z.number("must be a number").int("must be a whole number").min(0, "must be 0 or more")

/** The plugin's options in medusa-config.ts. */
const schema = z.object({
  /** Whether this process looks after payments in the background. */
  sweep: z.boolean("must be true or false").default(true),
  /** How many calls the background work may make to one account at a gateway in a minute; 0: no ceiling. */
  maxCallsPerMinute: wholeNumber.default(600),
  /** For how many days is kept what nobody needs any more; 0: for ever. */
  keepDays: z
    .object({
      /** Notifications that are settled. */
      notifications: wholeNumber.default(180),
      /** Hourly balances; after it, one a day. */
      balances: wholeNumber.default(90),
      /** Rows of the gateways' own lists that are not read any more. */
      statement: wholeNumber.default(180),
      /** What was shown to shoppers, and what gateways said of payments that were never made. */
      paymentDetails: wholeNumber.default(365),
    })
    .prefault({}),
})

export type KeepDays = z.output<typeof schema>["keepDays"]

export type LedgerOptions = z.input<typeof schema>

/** @throws OptionsError (invalid_option) */
export function parseLedgerOptions(options: LedgerOptions): z.output<typeof schema> {
  const { data, error } = schema.safeParse(options)
  if (data) return data
  const [issue] = error.issues
  const option = issue?.path.join(".") ?? ""
  throw new OptionsError(option, `medusa-payment-gateways: the plugin's option "${option}" ${issue?.message}`)
}
