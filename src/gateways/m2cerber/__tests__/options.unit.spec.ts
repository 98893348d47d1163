import { inspect } from "node:util"
import { OptionsError } from "../../../core/errors"
import { parseM2cerberOptions } from "../../__tests__/fixtures"

const GOOD = { merchantId: "1", secretKey: "s3cret-key", callbackBaseUrl: "https://shop.example" }

function refusal(options: unknown): OptionsError {
  try {
    parseM2cerberOptions(options)
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError)
    return error as OptionsError
  }
  throw new Error("the options were accepted")
}

it("needs three options only, and fills in the rest", () => {
  expect(parseM2cerberOptions(GOOD)).toMatchObject({
    test: false,
    baseUrl: "https://m2cerber.pythonanywhere.com/bot_api/",
    callbackBaseUrl: "https://shop.example/",
    trustStatusPoll: "after_confirming",
    getTransport: "both",
    timeouts: { connectMs: 10_000, totalMs: 30_000 },
  })
})

it("talks to the test host when asked to, and to any other that is named", () => {
  expect(parseM2cerberOptions({ ...GOOD, test: true }).baseUrl).toBe(
    "https://testm2cerber.pythonanywhere.com/bot_api/",
  )
  expect(parseM2cerberOptions({ ...GOOD, test: true, baseUrl: "http://127.0.0.1:4010/x" }).baseUrl).toBe(
    "http://127.0.0.1:4010/x/",
  )
})

it.each<[string, Record<string, unknown>, RegExp]>([
  ["merchantId", { merchantId: undefined }, /is required/],
  ["merchantId", { merchantId: 1 }, /wrong/],
  ["merchantId", { merchantId: "" }, /merch_id/],
  ["merchantId", { merchantId: "1 or 2" }, /merch_id/],
  ["secretKey", { secretKey: undefined }, /is required/],
  ["secretKey", { secretKey: " s3cret-key" }, /white space/],
  ["secretKey", { secretKey: [] }, /one secret or more/],
  ["secretKey.1", { secretKey: ["s3cret-key", ""] }, /empty/],
  ["callbackBaseUrl", { callbackBaseUrl: undefined }, /is required/],
  ["callbackBaseUrl", { callbackBaseUrl: "shop.example" }, /http/],
  ["callbackBaseUrl", { callbackBaseUrl: "https://shop.example/?source=m2cerber" }, /before any \? or #/],
  ["callbackBaseUrl", { callbackBaseUrl: "https://shop.example/#hooks" }, /before any \? or #/],
  ["callbackBaseUrl", { callbackBaseUrl: "https://shop.example?" }, /before any \? or #/],
  ["callbackUrl", { callbackUrl: "https://shop.example" }, /is not an option/],
  ["callbackbaseurl", { callbackbaseurl: "https://shop.example" }, /did you mean "callbackBaseUrl"\?/],
  ["test", { test: 1 }, /wrong/],
  ["baseUrl", { baseUrl: "file:///etc/passwd" }, /http/],
  ["trustStatusPoll", { trustStatusPoll: true }, /never.*after_confirming.*always/],
  ["getTransport", { getTransport: "header" }, /both.*query.*body/],
  ["timeouts.totalMs", { timeouts: { totalMs: 0 } }, /100 ms or more/],
  ["secret", { secret: "s3cret-key" }, /is not an option/],
])("refuses to boot and names %s for %j", (option, change, reason) => {
  const error = refusal({ ...GOOD, ...change })
  expect(error.option).toBe(option)
  expect(error.message).toContain(`m2cerber option "${option}"`)
  expect(error.message).toMatch(reason)
  expect(inspect(error)).not.toContain("s3cret")
})
