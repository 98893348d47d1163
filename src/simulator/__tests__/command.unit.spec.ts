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
