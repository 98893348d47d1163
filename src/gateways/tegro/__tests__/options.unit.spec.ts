import { inspect } from "node:util"
import { OptionsError } from "../../../core/errors"
import { parseTegroOptions } from "../../__tests__/fixtures"

const GOOD = { shopId: "D0F98E7D7742609DC508D86BB7500914", apiKey: "s3cret-api", secretKey: "s3cret-key" }

function refusal(options: unknown): OptionsError {
  try {
    parseTegroOptions(options)
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError)
    return error as OptionsError
  }
  throw new Error("the options were accepted")
}

it("needs three keys only, and fills in the rest", () => {
  expect(parseTegroOptions(GOOD)).toMatchObject({
    checkout: "api",
    currencies: ["RUB", "USD", "EUR"],
    test: false,
    sendReceipt: false,
    baseUrl: "https://tegro.money/",
    timeouts: { connectMs: 10_000, totalMs: 30_000 },
  })
})

it("takes several secret keys while they are rotated, the signing one first", () => {
  const { secretKey } = parseTegroOptions({ ...GOOD, secretKey: ["new", "old"] })
  expect(secretKey.map((secret) => secret.reveal())).toEqual(["new", "old"])
})

it("puts the slash at the end of an address that lacks it", () => {
  expect(parseTegroOptions({ ...GOOD, baseUrl: "http://127.0.0.1:4010/tegro" }).baseUrl).toBe(
    "http://127.0.0.1:4010/tegro/",
  )
})

it("takes currencies in any case", () => {
  expect(parseTegroOptions({ ...GOOD, currencies: ["rub"] }).currencies).toEqual(["RUB"])
})

it.each<[string, Record<string, unknown>, RegExp]>([
  ["shopId", { shopId: undefined }, /is required/],
  ["shopId", { shopId: "" }, /empty/],
  ["shopId", { shopId: 5 }, /wrong/],
  ["shopId", { shopId: " D0 " }, /white space/],
  ["shopId", { shopId: "D0\n" }, /white space/],
  ["apiKey", { apiKey: undefined }, /is required/],
  ["apiKey", { apiKey: "" }, /empty/],
  ["apiKey", { apiKey: " s3cret-api" }, /white space/],
  ["apiKey", { apiKey: ["s3cret-api"] }, /wrong/],
  ["secretKey", { secretKey: undefined }, /is required/],
  ["secretKey", { secretKey: "" }, /empty/],
  ["secretKey", { secretKey: "s3cret-key\n" }, /white space/],
  ["secretKey", { secretKey: [] }, /one secret or more/],
  ["secretKey", { secretKey: 42 }, /a text, or a list of texts/],
  ["secretKey.1", { secretKey: ["s3cret-key", "s3cret-old "] }, /white space/],
  ["checkout", { checkout: "popup" }, /api.*redirect.*form/],
  ["paymentSystem", { paymentSystem: 0 }, /paymentSystem/],
  ["paymentSystem", { paymentSystem: "36" }, /wrong/],
  ["paymentSystem", { checkout: "form" }, /is required with checkout "form"/],
  ["currencies", { currencies: [] }, /one currency or more/],
  ["currencies.0", { currencies: ["ROUBLE"] }, /three-letter/],
  ["currencies.0", { currencies: ["XXQ"] }, /ISO 4217/],
  ["currencies.1", { currencies: ["RUB", "rur"] }, /ISO 4217/],
  ["payouts.currencies.0", { payouts: { currencies: ["RUU"] } }, /ISO 4217/],
  ["notifyUrl", { checkout: "redirect", notifyUrl: "https://shop.example/hook#tegro" }, /no #/],
  ["lang", { lang: "de" }, /ru.*en/],
  ["test", { test: "yes" }, /wrong/],
  ["test", { test: true }, /needs checkout "redirect" or "form"/],
  ["successUrl", { checkout: "redirect", successUrl: "javascript:alert(1)" }, /http/],
  ["successUrl", { successUrl: "https://shop.example" }, /"redirect" or "form" only/],
  ["failUrl", { failUrl: "https://shop.example" }, /"redirect" or "form" only/],
  ["notifyUrl", { notifyUrl: "https://shop.example" }, /"redirect" or "form" only/],
  ["sendReceipt", { sendReceipt: 1 }, /wrong/],
  ["baseUrl", { baseUrl: "tegro.money" }, /http/],
  ["baseUrl", { baseUrl: "ftp://tegro.money" }, /http/],
  ["baseUrl", { baseUrl: "https://tegro.money/?a=1" }, /before any \? or #/],
  ["timeouts.totalMs", { timeouts: { totalMs: 5 } }, /100 ms or more/],
  ["timeouts.connectMs", { timeouts: { connectMs: 1e9 } }, /120000 ms or less/],
  ["secret_key", { secret_key: "s3cret-key" }, /is not an option; did you mean "secretKey"\?/],
  ["succesUrl", { succesUrl: "https://shop.example" }, /did you mean "successUrl"\?/],
  ["capure", { capure: "automatic" }, /did you mean "capture"\?/],
  ["timeouts.totlaMs", { timeouts: { totlaMs: 500 } }, /did you mean "totalMs"\?/],
  ["payouts.twoPersonPayout", { payouts: { twoPersonPayout: true } }, /did you mean "twoPersonPayouts"\?/],
  ["colour", { colour: "red" }, /is not an option$/],
])("refuses to boot and names %s for %j", (option, change, reason) => {
  const error = refusal({ ...GOOD, ...change })
  expect(error.option).toBe(option)
  expect(error.message).toContain(`tegro option "${option}"`)
  expect(error.message).toMatch(reason)
  expect(inspect(error)).not.toContain("s3cret")
})

it("takes a notification address with a query of the merchant's own", () => {
  const notifyUrl = "https://shop.example/hooks/payment-gateways/tegro_main?source=tegro"
  expect(parseTegroOptions({ ...GOOD, checkout: "redirect", notifyUrl }).notifyUrl).toBe(notifyUrl)
})

it.each<[object, string[]]>([
  [
    { apiKey: undefined, test: true, baseUrl: "tegro", minAmount: "5", maxAmount: "1", refund: "manual" },
    ["apiKey", "baseUrl", "test", "minAmount", "refund"],
  ],
  [{ shopId: "", checkout: "form", payouts: { min: 1 } }, ["shopId", "payouts.min", "paymentSystem"]],
  [
    { secretKey: " x", failUrl: "https://shop.example", capture: "manual" },
    ["secretKey", "failUrl", "capture"],
  ],
])("names all that is wrong at once: %j", (change, options) => {
  const { message } = refusal({ ...GOOD, ...change })
  expect([...message.matchAll(/option "([^"]+)"/g)].map(([, option]) => option).sort()).toEqual(
    options.sort(),
  )
})

it("says nothing of what depends on an option that cannot be read", () => {
  const { message } = refusal({ ...GOOD, checkout: "popup", test: true, successUrl: "https://shop.example" })
  expect(message.match(/option "/g)).toHaveLength(1)
})

// Pain 18
it.each([undefined, null, {}])("names the first missing key when the options are %j", (options) => {
  expect(refusal(options).option).toBe("shopId")
})

it.each(["s3cret", 5, []])("refuses options that are no object (%j)", (options) => {
  expect(inspect(refusal(options))).not.toContain("s3cret")
})

it("shows no secret when the parsed options are printed", () => {
  const options = parseTegroOptions(GOOD)
  expect(inspect(options, { depth: 9 }) + JSON.stringify(options)).not.toContain("s3cret")
})
