import { z } from "@medusajs/framework/zod"
import type { AmountLimits } from "../core/amount-limits"
import { OptionsError } from "../core/errors"
import { Money } from "../core/money"
import type { OrderPolicy } from "../core/order-policy"
import { Secret } from "../core/secret"
import type { Timeouts } from "../http"

/** A secret as the merchant writes it: a non-empty string without white space at its ends. */
export const secret = z
  .string()
  .min(1, "must not be empty")
  .refine((text) => text.trim() === text, "has white space at its start or end; was it copied whole?")
  .transform((text) => new Secret(text))

/** One secret, or several while keys are rotated; the first one signs, all of them verify. */
export const secrets = z.union(
  [secret.transform((one) => [one]), z.array(secret).min(1, "must hold one secret or more")],
  "must be a text, or a list of texts",
)

export const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" })

/** A base URL always ends with a slash, so that paths resolve below it. */
export const baseUrl = httpUrl.transform((url) => (url.endsWith("/") ? url : `${url}/`))

export const currencyCodes = z
  .array(
    z
      .string()
      .regex(/^[A-Za-z]{3}$/, "must be three-letter codes")
      .transform((code) => code.toUpperCase()),
  )
  .min(1, "must name one currency or more")

const milliseconds = z
  .number()
  .int()
  .min(100, "must be 100 ms or more")
  .max(120_000, "must be 120000 ms or less")

export const timeouts = z
  .strictObject({ connectMs: milliseconds.default(10_000), totalMs: milliseconds.default(30_000) })
  .prefault({}) satisfies z.ZodType<Timeouts>

const DURATION = /^(\d{1,4})([mhd])$/
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** "30m", "24h" or "3d", in milliseconds. */
const duration = z
  .string()
  .regex(DURATION, 'must be a duration such as "30m", "24h" or "3d"')
  .transform((text) => {
    const [, count = "0", unit = "m"] = DURATION.exec(text) ?? []
    return Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  })

/** An amount as the merchant writes it. */
export const decimal = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,8})?$/, 'must be an amount as text, such as "1000.00"')

/** Exact, for a comparison: all amounts in options have eight decimals or fewer. */
export const scaled = (text: string) => {
  const [whole = "", fraction = ""] = text.split(".")
  return BigInt(whole + fraction.padEnd(8, "0"))
}

/** What one payment may be, the same for every gateway. */
export const limitOptions = { minAmount: decimal.optional(), maxAmount: decimal.optional() }

type LimitOptions = { minAmount?: string | undefined; maxAmount?: string | undefined }
type Refusals = { addIssue(issue: { code: "custom"; path: string[]; message: string }): void }

/** For a schema's `superRefine`: the limits must be in order, and expressible in every currency. */
export function checkLimits(options: LimitOptions, currencies: readonly string[], context: Refusals): void {
  const refuse = (option: string, message: string) =>
    context.addIssue({ code: "custom", path: [option], message })
  const { minAmount, maxAmount } = options
  for (const option of ["minAmount", "maxAmount"] as const) {
    const tooFine = currencies.find((currency) => !isExpressible(options[option] ?? "0", currency))
    if (tooFine) refuse(option, `is finer than ${tooFine} allows`)
  }
  if (minAmount !== undefined && maxAmount !== undefined && scaled(minAmount) > scaled(maxAmount)) {
    refuse("minAmount", "is more than maxAmount")
  }
}

function isExpressible(amount: string, currency: string): boolean {
  try {
    return Boolean(Money.of(amount, currency))
  } catch {
    return false
  }
}

/** The limits as the core understands them. */
export function limitsOf({ minAmount, maxAmount }: LimitOptions): AmountLimits {
  return { min: minAmount ?? null, max: maxAmount ?? null }
}

/** Options about the order, the same for every gateway. */
export const orderOptions = {
  placeOrder: z.enum(["after_payment", "before_payment"]).default("after_payment"),
  cancelUnpaidAfter: duration.prefault("24h"),
}

/** The order options as the core understands them. */
export function orderPolicyOf(options: {
  placeOrder: OrderPolicy["placeOrder"]
  cancelUnpaidAfter: number
}): OrderPolicy {
  return { placeOrder: options.placeOrder, cancelUnpaidAfterMs: options.cancelUnpaidAfter }
}

/**
 * Reads a provider entry's options at boot.
 * @throws OptionsError naming the first option that is wrong, and never its value
 */
export function parseOptions<S extends z.ZodType>(gateway: string, schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw ?? {})
  if (result.success) {
    return result.data
  }
  const issue = innermost(result.error.issues[0])
  const unknownKeys = issue?.code === "unrecognized_keys" ? issue.keys : undefined
  const option = [...(issue?.path ?? []), ...(unknownKeys?.slice(0, 1) ?? [])].join(".")
  const reason = unknownKeys ? "is not an option" : reasonOf(issue, raw)
  throw new OptionsError(option, `medusa-payment-gateways: ${gateway} option "${option}" ${reason}`)
}

/** Of an option with alternatives, what is wrong with the one that was meant. */
function innermost(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== "invalid_union") return issue
  const meant = issue.errors.map(([first]) => first).find((first) => first && !isOfAnotherType(first))
  return meant ? { ...meant, path: [...issue.path, ...meant.path] } : issue
}

const isOfAnotherType = ({ code, path }: z.core.$ZodIssue) => code === "invalid_type" && path.length === 0

function reasonOf(issue: z.core.$ZodIssue | undefined, raw: unknown): string {
  const key = issue?.path[0]
  const missing = key !== undefined && (raw as Record<PropertyKey, unknown> | undefined)?.[key] === undefined
  if (missing && issue?.code !== "custom") {
    return "is required"
  }
  return issue?.message.replace(/^Invalid input: /, "is wrong: ") ?? "is wrong"
}
