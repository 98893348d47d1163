import { plainStorefront, preferredLocale, svgDataUrl } from "../storefront"

it.each([
  ["ru", "ru"],
  ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
  ["en;q=0.3, az;q=0.7", "az"],
  ["tr, AZ-Latn;q=0.1", "az"],
  ["ru;q=0, az;q=0.1", "az"],
  ["de, fr", "en"],
  ["*", "en"],
  ["", "en"],
  [undefined, "en"],
  [";;;q=x,,", "en"],
  [`${"x,".repeat(100_000)}ru`, "en"],
])("speaks to a reader of %p in %s", (header, locale) => {
  expect(preferredLocale(header?.slice(0, 100_000))).toBe(locale)
})

it("offers a gateway that says nothing of itself by its name", () => {
  const { title, icon } = plainStorefront("kassa")
  expect(title).toEqual({ en: "Kassa", ru: "Kassa", az: "Kassa" })
  expect(svgDataUrl(icon)).toMatch(/^data:image\/svg\+xml,%3Csvg[^"<>]+$/)
})
