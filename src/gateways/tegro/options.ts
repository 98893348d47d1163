import { z } from "@medusajs/framework/zod"
import { refusal, type EntryOptions, type SharedOptionsInput } from "../entry-options"
import { baseUrl, currencyCodes, httpUrl, secret, secrets, timeouts } from "../options"

const perPaymentUrl = (which: string) =>
  httpUrl
    .optional()
    .describe(`${which}, per payment, for \`redirect\` and \`form\`; \`{reference}\` is filled in`)

const TO_SHOP_SETTINGS =
  'works with checkout "redirect" or "form" only; for "api" set it in Tegro\'s shop settings'

/** Tegro's own options of a provider entry. */
export const tegroOptions = z
  .strictObject({
    shopId: z.string().min(1, "must not be empty").describe("The shop's public key, from the shop settings"),
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
    notifyUrl: perPaymentUrl("Where the notification goes"),
    baseUrl: baseUrl.prefault("https://tegro.money/").describe("Another host, such as the simulator"),
    timeouts: timeouts.describe("`{ connectMs, totalMs }`, default 10 s and 30 s"),
  })
  .superRefine((options, context) => {
    const refuse = (option: string, message: string) =>
      context.addIssue({ code: "custom", path: [option], message })
    if (options.checkout === "form" && options.paymentSystem === undefined) {
      refuse("paymentSystem", 'is required with checkout "form", which goes straight to the payment system')
    }
    if (options.checkout !== "api") return
    for (const option of ["successUrl", "failUrl", "notifyUrl"] as const) {
      if (options[option] !== undefined) refuse(option, TO_SHOP_SETTINGS)
    }
  })

/** Options of a Tegro.money provider entry, as the merchant writes them. */
export type TegroOptionsInput = z.input<typeof tegroOptions> & SharedOptionsInput

/** What Tegro's calls and links are made by. */
export type TegroOptions = z.output<typeof tegroOptions> & {
  /** Payments with play money (`redirect` and `form` only). */
  test: boolean
  sendReceipt: boolean
}

/** @throws OptionsError (test) */
export function tegroSettings({
  options,
  policy,
}: EntryOptions<z.output<typeof tegroOptions>>): TegroOptions {
  if (policy.acceptsTestPayments && options.checkout === "api") {
    const reason = 'needs checkout "redirect" or "form", since createOrder has no test payments'
    throw refusal("tegro", [{ option: "test", reason }])
  }
  return { ...options, test: policy.acceptsTestPayments, sendReceipt: policy.sendsReceipt }
}
