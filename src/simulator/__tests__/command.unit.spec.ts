import { HELP, readCommand } from "../command"
import { startSimulator } from "../simulator"
import { welcome } from "../welcome"

const ENV = {
  TEGRO_SECRET_KEY: "s3cret-1",
  TEGRO_API_KEY: "s3cret-2",
  TEGRO_SHOP_ID: "AB",
  M2CERBER_SECRET_KEY: "s3cret-3",
  YOOKASSA_SHOP_ID: "100777",
  YOOKASSA_SECRET_KEY: "test_s3cret-4",
}

it("reads flags and keys", () => {
  const { options, help, quiet } = readCommand(
    [
      "--port",
      "0",
      "--host",
      "0.0.0.0",
      "--quiet",
      "--notify-url",
      "http://x/",
      "--yookassa-notify-url",
      "http://y/",
    ],
    ENV,
  )
  expect([help, quiet]).toEqual([false, true])
  expect(options).toMatchObject({
    port: 0,
    host: "0.0.0.0",
    tegroShops: [{ publicKey: "AB", apiKey: "s3cret-2", secretKey: "s3cret-1", notifyUrl: "http://x/" }],
    m2cerberMerchants: [{ merchId: "1", secretKey: "s3cret-3" }],
    yookassaShops: [{ shopId: "100777", secretKey: "test_s3cret-4", notifyUrl: "http://y/" }],
  })
})

it("has a port of its own and obeys PORT", () => {
  expect(readCommand([], {}).options.port).toBe(4010)
  expect(readCommand([], { PORT: "5000", TEGRO_SHOP_ID: "" }).options).toMatchObject({
    port: 5000,
    tegroShops: [{ publicKey: "D0F98E7D7742609DC508D86BB7500914" }],
  })
})

it.each([[["--port", "x"]], [["--port", "70000"]], [["--colour"]]])("refuses %j", (args) => {
  expect(() => readCommand(args, {})).toThrow()
})

it("explains itself", () => {
  expect(readCommand(["--help"], {}).help).toBe(true)
  expect(HELP).toContain("--port")
})

describe("the store that is named", () => {
  it("gets the addresses of its entries set", () => {
    const { options, store } = readCommand(["--medusa", "http://localhost:9000/"], {})
    expect(options.tegroShops?.[0]?.notifyUrl).toBe("http://localhost:9000/hooks/payment-gateways/tegro_main")
    expect(options.yookassaShops?.[0]?.notifyUrl).toBe(
      "http://localhost:9000/hooks/payment-gateways/yookassa_main",
    )
    expect(store?.entries.map(({ name }) => name)).toEqual(["tegro_main", "m2cerber_main", "yookassa_main"])
  })

  it("has the entries that are named, by whichever of their names", () => {
    const args = ["--medusa", "https://x.example", "--entries", "pp_tegro_shop, m2cerber_az"]
    const { options, store } = readCommand(args, {})
    expect(store?.entries).toEqual([
      { gateway: "tegro", name: "tegro_shop" },
      { gateway: "m2cerber", name: "m2cerber_az" },
    ])
    expect(options.yookassaShops?.[0]?.notifyUrl).toBeUndefined()
  })

  it("does not overrule an address that is given", () => {
    const { options } = readCommand(["--medusa", "http://x.example", "--notify-url", "http://y.example/"], {})
    expect(options.tegroShops?.[0]?.notifyUrl).toBe("http://y.example/")
  })

  it.each([
    [["--medusa", "localhost:9000"], /http:\/\/localhost:9000/],
    [["--medusa", "http://x.example", "--entries", "stripe_main"], /"stripe_main" is none of tegro_/],
  ])("is refused where it cannot be one: %j", (args, reason) => {
    expect(() => readCommand(args, {})).toThrow(reason)
  })
})

it("prints an .env block with the sample keys that a store can be started with", async () => {
  const { options } = readCommand(["--port", "0"], {})
  const simulator = await startSimulator(options)
  await simulator.stop()
  const text = welcome(simulator, options, "http://localhost:9001")
  for (const line of [
    "TEGRO_SHOP_ID=D0F98E7D7742609DC508D86BB7500914",
    "TEGRO_SECRET_KEY='GB%^&*YJni677'",
    `TEGRO_BASE_URL=${simulator.tegroUrl}`,
    "M2CERBER_MERCHANT_ID=1",
    `YOOKASSA_BASE_URL=${simulator.yookassaUrl}`,
    "MEDUSA_URL=http://localhost:9001",
  ]) {
    expect(text.split("\n")).toContain(line)
  }
  expect(text).toContain("--medusa http://localhost:9001")
  expect(text).not.toContain("<provider>")
})

it("prints addresses and no keys", async () => {
  const { options } = readCommand(["--port", "0"], ENV)
  const simulator = await startSimulator(options)
  await simulator.stop()
  const text = welcome(simulator, options)
  expect(text).toContain(simulator.tegroUrl)
  expect(text).toContain(simulator.m2cerberUrl)
  expect(text).toContain(simulator.yookassaUrl)
  expect(text).not.toContain("s3cret")
})
