import { z } from "@medusajs/framework/zod"
import { OptionsError } from "../../core/errors"

const wholeNumber = z.number("must be a number").int("must be a whole number").min(0, "must be 0 or more")

/** The plugin's options in medusa-config.ts. */
const schema = z.object({
  /** Whether this process looks after payments in the background. */
  sweep: z.boolean("must be true or false").default(true),
  /** How many calls the background work may make to one account at a gateway in a minute; 0: no ceiling. */
  maxCallsPerMinute: wholeNumber.default(600),
})

export type LedgerOptions = z.input<typeof schema>

/** @throws OptionsError (invalid_option) */
export function parseLedgerOptions(options: LedgerOptions): z.output<typeof schema> {
  const { data, error } = schema.safeParse(options)
  if (data) return data
  const [issue] = error.issues
  const option = issue?.path.join(".") ?? ""
  throw new OptionsError(option, `medusa-payment-gateways: the plugin's option "${option}" ${issue?.message}`)
}
