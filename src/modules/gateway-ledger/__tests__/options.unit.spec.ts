import { OptionsError } from "../../../core/errors"
import { parseLedgerOptions } from "../options"

function refusal(options: unknown): OptionsError {
  try {
    parseLedgerOptions(options)
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError)
    return error as OptionsError
  }
  throw new Error("the options were accepted")
}

describe("the plugin's own options", () => {
  it.each([undefined, {}, { database: { clientUrl: "postgres://medusa's own" } }])(
    "may be left out (%j)",
    (options) => {
      expect(parseLedgerOptions(options)).toMatchObject({ sweep: true, maxCallsPerMinute: 600 })
    },
  )

  it.each<[string, object, RegExp]>([
    ["sweeep", { sweeep: false }, /is not an option; did you mean "sweep"\?/],
    ["sweep", { sweep: "false" }, /true or false/],
    ["maxCallsPerMinute", { maxCallsPerMinute: -1 }, /0 or more/],
    ["keepDays", { keepDays: 30 }, /wrong/],
    ["keepDays.notification", { keepDays: { notification: 7 } }, /did you mean "notifications"\?/],
    ["keepDays.balances", { keepDays: { balances: "7" } }, /a number/],
    ["providers", { providers: [] }, /is not an option$/],
  ])("stop Medusa at boot by their name: %s", (option, options, reason) => {
    const error = refusal(options)
    expect(error.option).toBe(option)
    expect(error.message).toContain(`medusa-payment-gateways: the plugin's option "${option}" `)
    expect(error.message).toMatch(reason)
  })

  it("are told all at once", () => {
    const { message } = refusal({ sweeep: true, maxCallsPerMinute: "many" })
    expect(message).toContain('"sweeep"')
    expect(message).toContain('"maxCallsPerMinute"')
  })
})
