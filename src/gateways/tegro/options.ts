import { z } from "@medusajs/framework/zod"
import type { EntryPolicy, WrongOption } from "../../core/gateway"
import type { EntryOptions, SharedOptionsInput } from "../entry-options"
import { baseUrl, calledUrl, copied, currencyCodes, httpUrl, secret, secrets, timeouts } from "../options"

const perPaymentUrl = (which: string, url = httpUrl) =>
  url
    .optional()
    .describe(`${which}, per payment, for \`redirect\` and \`form\`; \`{reference}\` is filled in`)

const TO_SHOP_SETTINGS =
  'works with checkout "redirect" or "form" only; for "api" set it in Tegro\'s shop settings'

/** Tegro's own options of a provider entry. */
export const tegroOptions = z.strictObject({
  shopId: copied.describe("The shop's public key, from the shop settings"),
  apiKey: secret.describe("Signs API calls"),
  secretKey: secrets.describe(
    "Signs payment links and notifications; several during rotation, the newest first",
  ),
  checkout: z
    .enum(["api", "redirect", "form"])
    .default("api")
    .describe(
      "`api`: an order by createOrder; `redirect`: a locally signed link, no call; `form`: a POST straight to one payment system",
    ),
  paymentSystem: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Number of the payment system; without it the shopper chooses"),
  currencies: currencyCodes.default(["RUB", "USD", "EUR"]).describe("What payments are taken in"),
  lang: z.enum(["ru", "en"]).optional().describe("Language of Tegro's page"),
  successUrl: perPaymentUrl("Where the shopper goes after paying"),
  failUrl: perPaymentUrl("Where the shopper goes otherwise"),
  notifyUrl: perPaymentUrl("Where the notification goes", calledUrl),
  baseUrl: baseUrl.prefault("https://tegro.money/").describe("Another host, such as the simulator"),
  timeouts: timeouts.describe("`{ connectMs, totalMs }`, default 10 s and 30 s"),
})

/** The options that do not go together. A `checkout` that cannot be read has no conflicts. */
export function tegroConflicts(
  options: Partial<z.output<typeof tegroOptions>>,
  { acceptsTestPayments }: EntryPolicy,
): WrongOption[] {
  const isApi = options.checkout === "api"
  const conflicts = [
    {
      option: "paymentSystem",
      is: options.checkout === "form" && options.paymentSystem === undefined,
      reason: 'is required with checkout "form", which goes straight to the payment system',
    },
    ...(["successUrl", "failUrl", "notifyUrl"] as const).map((option) => ({
      option,
      is: isApi && options[option] !== undefined,
      reason: TO_SHOP_SETTINGS,
    })),
    {
      option: "test",
      is: isApi && acceptsTestPayments,
      reason: 'needs checkout "redirect" or "form", since createOrder has no test payments',
    },
  ]
  return conflicts.filter(({ is }) => is)
}

/** Options of a Tegro.money provider entry, as the merchant writes them. */
export type TegroOptionsInput = z.input<typeof tegroOptions> & SharedOptionsInput

/** What Tegro's calls and links need. */
export type TegroOptions = z.output<typeof tegroOptions> & {
  /** Whether payments are test payments (`redirect` and `form` only). */
  test: boolean
  sendReceipt: boolean
}

export const tegroSettings = ({
  options,
  policy,
}: EntryOptions<z.output<typeof tegroOptions>>): TegroOptions => ({
  ...options,
  test: policy.acceptsTestPayments,
  sendReceipt: policy.sendsReceipt,
})
