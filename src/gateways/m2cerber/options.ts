import { z } from "@medusajs/framework/zod"
import { baseUrl, parseOptions, secrets, timeouts } from "../options"

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
    timeouts,
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
 *   (default): "confirm" always, "accept" once the payment was seen in confirmation; `always`; `never`
 * - `getTransport`: how GET calls carry their data; the documents leave it open, so `both` is the default
 * - `timeouts`: `{ connectMs, totalMs }`, default 10 s and 30 s
 */
export type M2cerberOptionsInput = z.input<typeof schema>

export type M2cerberOptions = z.output<typeof schema>

export function parseM2cerberOptions(raw: unknown): M2cerberOptions {
  return parseOptions("m2cerber", schema, raw)
}
