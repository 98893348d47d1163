import { z } from "@medusajs/framework/zod"
import {
  baseUrl,
  checkLimits,
  currencyCodes,
  httpUrl,
  limitOptions,
  orderOptions,
  parseOptions,
  secret,
  secrets,
  timeouts,
} from "../options"
import { checkRefunds, payouts, refunds } from "../payout-options"

const perPaymentUrl = httpUrl.optional()

const schema = z
  .strictObject({
    shopId: z.string().min(1, "must not be empty"),
    apiKey: secret,
    secretKey: secrets,
    checkout: z.enum(["api", "redirect", "form"]).default("api"),
    paymentSystem: z.number().int().positive().optional(),
    currencies: currencyCodes.default(["RUB", "USD", "EUR"]),
    lang: z.enum(["ru", "en"]).optional(),
    test: z.boolean().default(false),
    successUrl: perPaymentUrl,
    failUrl: perPaymentUrl,
    notifyUrl: perPaymentUrl,
    sendReceipt: z.boolean().default(false),
    payouts,
    refunds,
    baseUrl: baseUrl.prefault("https://tegro.money/"),
    timeouts,
    ...limitOptions,
    ...orderOptions,
  })
  .superRefine((options, context) => {
    checkRefunds(options, context)
    checkLimits(options, options.currencies, context)
    const refuse = (option: string, message: string) =>
      context.addIssue({ code: "custom", path: [option], message })
    if (options.checkout === "form" && options.paymentSystem === undefined) {
      refuse("paymentSystem", 'is required with checkout "form", which goes straight to the payment system')
    }
    if (options.checkout !== "api") return
    for (const option of ["successUrl", "failUrl", "notifyUrl"] as const) {
      if (options[option] !== undefined) {
        refuse(
          option,
          'works with checkout "redirect" or "form" only; for "api" set it in Tegro\'s shop settings',
        )
      }
    }
    if (options.test) {
      refuse("test", 'needs checkout "redirect" or "form", since createOrder has no test payments')
    }
  })

/**
 * Options of a Tegro.money provider entry, as the merchant writes them.
 *
 * - `shopId`: the shop's public key, from the shop settings
 * - `apiKey`: signs API calls
 * - `secretKey`: signs payment links and notifications; several during rotation, the newest first
 * - `checkout`: `api` (an order by createOrder, default), `redirect` (a locally signed link, no call) or `form`
 *   (a POST straight to one payment system)
 * - `paymentSystem`: number of the payment system; without it the shopper chooses
 * - `currencies`: default RUB, USD, EUR
 * - `lang`: language of Tegro's page
 * - `test`: payments with play money (`redirect` and `form` only)
 * - `successUrl`, `failUrl`, `notifyUrl`: per payment, for `redirect` and `form`; `{reference}` is filled in
 * - `sendReceipt`: send a fiscal receipt with the payment
 * - `payouts`: `{ currencies, min, max, twoPersonPayouts, allowApiKeys }`; absent, nothing is paid out
 * - `refunds`: `reject` (default), `manual` (recorded, and a person returns the money) or `payout`
 * - `baseUrl`: default https://tegro.money/
 * - `timeouts`: `{ connectMs, totalMs }`, default 10 s and 30 s
 * - `minAmount`, `maxAmount`: what one payment may be, as text ("100.00"), in each of the currencies; default unlimited
 * - `placeOrder`: `after_payment` (default), or `before_payment`: order and stock first, the money is attached later
 * - `cancelUnpaidAfter`: age at which an order placed before its payment is canceled unpaid: "30m", "24h" (default), "3d"
 */
export type TegroOptionsInput = z.input<typeof schema>

export type TegroOptions = z.output<typeof schema>

export function parseTegroOptions(raw: unknown): TegroOptions {
  return parseOptions("tegro", schema, raw)
}
