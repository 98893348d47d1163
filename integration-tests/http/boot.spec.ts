import { boot, type Boot, type Configuration } from "../support/boot"
import { eventually } from "../support/eventually"
import { storeSuite } from "../support/store-suite"

/** What a newcomer reads whose medusa-config.ts is not right yet. */
storeSuite("Medusa with a merchant's configuration", () => {
  const running: Boot[] = []
  const start = async (configuration: Configuration) => {
    const one = await boot(configuration)
    running.push(one)
    return one
  }
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop()
  })

  const tegro = (id: string, options: object) => ({ resolve: "./src/providers/tegro", id, options })
  const m2cerber = (id: string, options: object) => ({ resolve: "./src/providers/m2cerber", id, options })
  const WITHOUT_KEYS = [
    tegro("main", { sucessUrl: "https://shop.example" }),
    tegro("second", { shopId: " D0 ", apiKey: "key", secretKey: "s3cret", currencies: ["XXQ"] }),
    m2cerber("az", { merchantId: "1", secretKey: "s3cret", callbackBaseUrl: "https://shop.example/?a=1" }),
  ]

  it("tells all that is wrong in one start, each by its entry", async () => {
    const told = (await start({ providers: WITHOUT_KEYS })).told()
    for (const text of [
      'tegro entry "main": option "shopId" is required; option "apiKey" is required; option "secretKey" is required',
      'option "sucessUrl" is not an option; did you mean "successUrl"?',
      'tegro entry "second": option "shopId" has white space',
      'option "currencies.0" is no currency',
      'm2cerber entry "az": option "callbackBaseUrl" must end before any ? or #',
    ]) {
      expect(told).toContain(text)
    }
    expect(told).not.toContain("s3cret")
  })

  it("tells what is wrong with the plugin's own options", async () => {
    const { told } = await start({ plugin: { sweeep: false, keepDays: 7 } })
    expect(told()).toContain(`the plugin's option "keepDays" is wrong`)
    expect(told()).toContain('option "sweeep" is not an option; did you mean "sweep"?')
  })

  it("migrates without any keys, and says that it will not serve so", async () => {
    const { hasStarted, told } = await start({ providers: WITHOUT_KEYS, command: "db:migrate:scripts" })
    expect(hasStarted).toBe(true)
    expect(told()).toMatch(/tegro entry "main": option "shopId" is required/)
    expect(told()).toMatch(/will not serve/)
  })

  it("says at the start that the plugin is missing", async () => {
    // The links of the repository are the plugin's own, and do not load without it.
    const { told } = await start({ plugin: null })
    expect(told()).toMatch(/add "medusa-payment-gateways" to plugins.*ledger_missing/)
  })

  it("says that no gateway is there, where another entry of the payment module has taken its place", async () => {
    const { hasStarted, told } = await start({ providers: [] })
    expect(hasStarted).toBe(true)
    const text = await eventually(
      async () => told(),
      (log) => log.includes("no gateway of"),
      10_000,
    )
    expect(text).toMatch(/no gateway of medusa-payment-gateways is configured.*all providers in one entry/)
  })
})
