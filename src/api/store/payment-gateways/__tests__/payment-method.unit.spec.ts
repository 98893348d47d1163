import type { MedusaRequest } from "@medusajs/framework/http"
import { plainStorefront, svgDataUrl } from "../methods/presentation"
import { shopperLocale } from "../shopper-locale"

/** A request whose browser likes a language best, of those that are offered. */
const request = (accepted: string | false, locale?: string) =>
  ({ locale, acceptsLanguages: () => accepted }) as unknown as MedusaRequest

it.each([
  ["ru", undefined, "ru"],
  ["ru", "az-Latn-AZ", "az"],
  ["az", "EN", "en"],
  ["az", "de", "az"],
  [false, "tr-TR", "en"],
  [false, undefined, "en"],
] as const)("speaks to a browser of %p, asked for %p, in %s", (accepted, asked, locale) => {
  expect(shopperLocale(request(accepted, asked))).toBe(locale)
})

it("offers a gateway that says nothing of itself by its name", () => {
  const { title, icon } = plainStorefront("kassa")
  expect(title).toEqual({ en: "Kassa", ru: "Kassa", az: "Kassa" })
  expect(svgDataUrl(icon)).toMatch(/^data:image\/svg\+xml,%3Csvg[^"<>]+$/)
})
