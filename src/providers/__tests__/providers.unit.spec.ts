import m2cerberModule, { M2cerberProvider } from "../m2cerber"
import tegroModule, { TegroProvider } from "../tegro"

describe("a provider entry in medusa-config.ts", () => {
  it.each([
    [TegroProvider, {}, "shopId"],
    [TegroProvider, { shopId: "shop", apiKey: "key" }, "secretKey"],
    [TegroProvider, { shopId: "shop", apiKey: "key", secretKey: "key", checkout: "popup" }, "checkout"],
    [M2cerberProvider, { merchantId: "1", secretKey: "key" }, "callbackBaseUrl"],
    [M2cerberProvider, undefined, "merchantId"],
  ])("stops Medusa at boot by the option's name", (provider, options, option) => {
    expect(() => provider.validateOptions(options as never)).toThrow(
      expect.objectContaining({
        code: "invalid_option",
        option,
        message: expect.stringContaining(`"${option}"`),
      }),
    )
  })

  it("is registered under a name without underscores, which Medusa's dashboard could not show", () => {
    expect([TegroProvider.identifier, M2cerberProvider.identifier]).toEqual(["tegro", "m2cerber"])
  })

  it("brings one payment provider each", () => {
    expect([tegroModule.services, m2cerberModule.services]).toEqual([[TegroProvider], [M2cerberProvider]])
  })

  it.each([
    ["depends on a ledger that the plugin would bring", { gateway_ledger: undefined }],
    ["does not depend on the ledger", {}],
  ])("says what is missing where the payment module %s", async (_, cradle) => {
    const quiet = { debug() {}, info() {}, warn() {}, error() {} }
    const options = { shopId: "shop", apiKey: "key", secretKey: "key" }
    const provider = new TegroProvider({ logger: quiet, ...cradle }, options)
    await expect(provider.retrievePayment({ data: { session_id: "payses_1" } })).rejects.toMatchObject({
      code: "ledger_missing",
      message: expect.stringMatching(/to plugins and dependencies/),
    })
  })

  it("is made anew for each instance, with options of its own", () => {
    const cradle = { logger: { debug() {}, info() {}, warn() {}, error() {} } }
    const create = (shopId: string) => new TegroProvider(cradle, { shopId, apiKey: "key", secretKey: "key" })
    expect([create("a").gateway.account, create("b").gateway.account]).toEqual(["a", "b"])
  })
})
