import type { MedusaRequest } from "@medusajs/framework/http"
import { LOCALES, type Locale } from "../../../core"

/** The language that a shopper reads: what the storefront asks for, else what the browser likes best, else English. */
export function shopperLocale(req: Pick<MedusaRequest, "locale" | "acceptsLanguages">): Locale {
  const asked = req.locale?.toLowerCase().split("-")[0]
  const accepted = req.acceptsLanguages([...LOCALES])
  return LOCALES.find((one) => one === asked) ?? LOCALES.find((one) => one === accepted) ?? LOCALES[0]
}
