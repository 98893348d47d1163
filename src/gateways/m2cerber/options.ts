import { z } from "@medusajs/framework/zod"
import type { EntryOptions, SharedOptionsInput } from "../entry-options"
import { baseUrl, secrets, timeouts } from "../options"

const LIVE = "https://m2cerber.pythonanywhere.com/bot_api/"
const TEST = "https://testm2cerber.pythonanywhere.com/bot_api/"

/** m2cerber's own options of a provider entry. */
export const m2cerberOptions = z.strictObject({
  merchantId: z
    .string()
    .regex(/^[\w-]{1,64}$/, "must be the merch_id that m2cerber gave you")
    .describe("m2cerber's `merch_id`"),
  secretKey: secrets.describe("Signs calls and notifications; several during rotation, the newest first"),
  callbackBaseUrl: baseUrl.describe(
    "Public address of the Medusa server, to which m2cerber sends its notifications",
  ),
  baseUrl: baseUrl.optional().describe("Another host altogether, such as the simulator"),
  trustStatusPoll: z
    .enum(["never", "after_confirming", "always"])
    .default("after_confirming")
    .describe(
      "Whether get_status alone may prove a payment without a signed notification: `after_confirming` (`confirm` always, `accept` once it has said `confirming`), `always` or `never`",
    ),
  getTransport: z
    .enum(["both", "query", "body"])
    .default("both")
    .describe("How GET calls carry their data; the documents leave it open"),
  timeouts: timeouts.describe("`{ connectMs, totalMs }`, default 10 s and 30 s"),
})

/** Options of an m2cerber provider entry, as the merchant writes them. */
export type M2cerberOptionsInput = z.input<typeof m2cerberOptions> & SharedOptionsInput

/** What m2cerber's calls need. */
export type M2cerberOptions = z.output<typeof m2cerberOptions> & { baseUrl: string }

/** Chooses m2cerber's test host with the option `test`. */
export function m2cerberSettings({
  options,
  policy,
}: EntryOptions<z.output<typeof m2cerberOptions>>): M2cerberOptions {
  return { ...options, baseUrl: options.baseUrl ?? (policy.acceptsTestPayments ? TEST : LIVE) }
}
