import { z } from "@medusajs/framework/zod"
import { baseUrl, checkLimits, limitOptions, orderOptions, parseOptions, secrets, timeouts } from "../options"
import { checkRefunds, payouts, refunds } from "../payout-options"
import { CURRENCY } from "./callback"

const LIVE = "https://m2cerber.pythonanywhere.com/bot_api/"
const TEST = "https://testm2cerber.pythonanywhere.com/bot_api/"

const schema = z
  .strictObject({
    merchantId: z.string().regex(/^[\w-]{1,64}$/, "must be the merch_id that m2cerber gave you"),
    secretKey: secrets,
    callbackBaseUrl: baseUrl,
    test: z.boolean().default(false),
    baseUrl: baseUrl.optional(),
    trustStatusPoll: z.enum(["never", "after_confirming", "always"]).default("after_confirming"),
    getTransport: z.enum(["both", "query", "body"]).default("both"),
    payouts,
    refunds,
    timeouts,
    ...limitOptions,
    ...orderOptions,
  })
  .superRefine((options, context) => {
    checkRefunds(options, context)
    checkLimits(options, [CURRENCY], context)
    if (options.payouts?.currencies?.some((currency) => currency !== CURRENCY)) {
      const message = `can hold ${CURRENCY} only: m2cerber moves nothing else`
      context.addIssue({ code: "custom", path: ["payouts", "currencies"], message })
    }
  })
  .transform((options) => ({ ...options, baseUrl: options.baseUrl ?? (options.test ? TEST : LIVE) }))

/**
 * Options of an m2cerber provider entry, as the merchant writes them.
 *
 * - `merchantId`: m2cerber's `merch_id`
 * - `secretKey`: signs calls and notifications; several during rotation, the newest first
 * - `callbackBaseUrl`: public address of the Medusa server, to which m2cerber sends its notifications
 * - `test`: use m2cerber's test host
 * - `baseUrl`: another host altogether, such as the simulator
 * - `trustStatusPoll`: whether get_status alone may prove a payment without a signed notification. `after_confirming`
 *   (default): "confirm" always, "accept" once get_status has said "confirming"; `always`; `never`
 * - `getTransport`: how GET calls carry their data; the documents leave it open, so `both` is the default
 * - `payouts`: `{ currencies, min, max, twoPersonPayouts, allowApiKeys }`; absent, nothing is paid out
 * - `refunds`: `reject` (default), `manual` (recorded, and a person returns the money) or `payout`
 * - `timeouts`: `{ connectMs, totalMs }`, default 10 s and 30 s
 * - `minAmount`, `maxAmount`: what one payment may be, as text ("100.00"), in each of the currencies; default unlimited
 * - `placeOrder`: `after_payment` (default), or `before_payment`: order and stock first, the money is attached later
 * - `cancelUnpaidAfter`: age at which an order placed before its payment is canceled unpaid: "30m", "24h" (default), "3d"
 */
export type M2cerberOptionsInput = z.input<typeof schema>

export type M2cerberOptions = z.output<typeof schema>

export function parseM2cerberOptions(raw: unknown): M2cerberOptions {
  return parseOptions("m2cerber", schema, raw)
}
