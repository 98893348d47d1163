import { z } from "@medusajs/framework/zod"
import type { EntryPolicy, WrongOption } from "../../core/gateway"
import type { SharedOptionsInput } from "../entry-options"
import { refusal } from "../option-issues"
import { baseUrl, httpUrl, milliseconds, secret } from "../options"
import { MAX_URL } from "../words"
import { PAYMENT_METHODS, type PaymentMethodName } from "./methods"
import { MEASURES, PAYMENT_MODES, PAYMENT_SUBJECTS } from "./receipt-words"

/** YooKassa's own tax codes; 11 and 12 are the main rate since 2026. */
const vatCode = z.int().min(1, "must be YooKassa's code, 1 to 12").max(12, "must be YooKassa's code, 1 to 12")

const names = Object.keys(PAYMENT_METHODS) as [PaymentMethodName, ...PaymentMethodName[]]

const receipt = z.strictObject({
  vatCode: vatCode.describe(
    "VAT of every line: 1 none, 2 0 %, 3 10 %, 4 20 %, 5 10/110, 6 20/120, 7 5 %, 8 7 %, 9 5/105, 10 7/107, 11 22 %, 12 22/122",
  ),
  paymentSubject: z
    .enum(PAYMENT_SUBJECTS)
    .default("commodity")
    .describe("What is sold: `commodity`, `service`, …"),
  paymentMode: z
    .enum(PAYMENT_MODES)
    .default("full_payment")
    .describe("How it is paid for: `full_payment`, `full_prepayment`, …"),
  taxSystemCode: z
    .int()
    .min(1, "must be 1 to 6")
    .max(6, "must be 1 to 6")
    .optional()
    .describe(
      "Tax system, 1 to 6; for cash registers of third parties with several of them, never with YooKassa's own receipts",
    ),
  measure: z
    .enum(MEASURES)
    .optional()
    .describe(
      'What a quantity counts, mostly `piece`; needed by YooKassa\'s own receipts ("Cheki") and FFD 1.2',
    ),
})

/** YooKassa may work on a call for 30 s. */
const timeouts = z
  .strictObject({ connectMs: milliseconds.default(10_000), totalMs: milliseconds.default(40_000) })
  .prefault({})

/** YooKassa's own options of a provider entry. */
export const yookassaOptions = z.strictObject({
  shopId: z
    .string()
    .regex(/^\d{1,20}$/, "must be the shop's number in YooKassa's cabinet, as text")
    .describe("The shop's number (shopId), as text"),
  secretKey: secret.describe("The shop's secret key: `test_…` or `live_…`"),
  returnUrl: httpUrl
    .max(MAX_URL, `must be ${MAX_URL} characters or fewer`)
    .describe(
      "Where the shopper comes back to, paid or not: an absolute URL; `{reference}` is filled in. Whether it was paid is asked of the store",
    ),
  paymentMethod: z
    .enum(names)
    .optional()
    .describe(
      `The only way to pay: ${names.map((name) => `\`${name}\``).join(", ")}; without it the shopper chooses on YooKassa's page`,
    ),
  locale: z.enum(["ru_RU", "en_US"]).optional().describe("Language of YooKassa's page"),
  receipt: receipt.optional().describe("What stands in a receipt by 54-FZ; needed with `sendReceipt`"),
  checkSenderAddress: z
    .boolean()
    .default(false)
    .describe(
      "Refuse notifications from addresses that are not YooKassa's. Only where the server sees the sender's own address: behind a proxy every notification would be refused",
    ),
  baseUrl: baseUrl.prefault("https://api.yookassa.ru/v3/").describe("Another host, such as the simulator"),
  timeouts: timeouts.describe("`{ connectMs, totalMs }` of one try, default 10 s and 40 s"),
})

/** Options of a YooKassa provider entry, as the merchant writes them. */
export type YookassaOptionsInput = z.input<typeof yookassaOptions> & SharedOptionsInput

export type YookassaOptions = z.output<typeof yookassaOptions>

/** Whether the key is a test shop's, whose payments are all test payments. */
export const isTestKey = ({ secretKey }: YookassaOptions): boolean => secretKey.reveal().startsWith("test_")

/** The options that do not go together. */
export function yookassaConflicts(
  { paymentMethod, receipt: words }: Partial<YookassaOptions>,
  policy: EntryPolicy,
): WrongOption[] {
  const cannotHold =
    policy.capture === "manual" && paymentMethod !== undefined && !PAYMENT_METHODS[paymentMethod].holds
  const holding = Object.entries(PAYMENT_METHODS).flatMap(([name, { holds }]) => (holds ? [name] : []))
  return [
    ...(policy.sendsReceipt && !words
      ? [
          {
            option: "receipt",
            reason: "is required with sendReceipt: at least { vatCode: 1 }, by what your accountant says",
          },
        ]
      : []),
    ...(cannotHold
      ? [
          {
            option: "paymentMethod",
            reason: `"${paymentMethod}" cannot hold money, as capture "manual" wants; ${holding.join(", ")} can`,
          },
        ]
      : []),
  ]
}

/** @throws OptionsError naming the options that do not go together */
export function assertFits(options: YookassaOptions, policy: EntryPolicy): void {
  const wrong = yookassaConflicts(options, policy)
  if (wrong.length > 0) throw refusal("yookassa", wrong)
}
