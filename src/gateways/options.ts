import { z } from "@medusajs/framework/zod"
import { isCurrency } from "../core/money/currency"
import { Secret } from "../core/secret"
import type { Timeouts } from "../http"

/** A text that was copied from a cabinet: not empty, and without white space at its ends. */
export const copied = z
  .string()
  .min(1, "must not be empty")
  .refine((text) => text.trim() === text, "has white space at its start or end; was it copied whole?")

/** A secret as the merchant writes it. */
export const secret = copied.transform((text) => new Secret(text))

/** One secret, or several while keys are rotated; the first one signs, all of them verify. */
export const secrets = z.union(
  [secret.transform((one) => [one]), z.array(secret).min(1, "must hold one secret or more")],
  "must be a text, or a list of texts",
)

export const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" })

/** A base URL. It gets a slash at its end, and has no query or fragment, so that paths resolve below it. */
export const baseUrl = httpUrl
  .refine((url) => !/[?#]/.test(url), "must end before any ? or #: paths are put behind it")
  .transform((url) => (url.endsWith("/") ? url : `${url}/`))

/** An address that a gateway calls. */
export const calledUrl = httpUrl.refine(
  (url) => !url.includes("#"),
  "must have no #: what follows it is never sent",
)

export const currencyCodes = z
  .array(
    z
      .string()
      .regex(/^[A-Za-z]{3}$/, "must be three-letter codes")
      .refine(isCurrency, "is no currency's code by ISO 4217, such as RUB, USD or AZN")
      .transform((code) => code.toUpperCase()),
  )
  .min(1, "must name one currency or more")

export const milliseconds = z
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
export const duration = z
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
