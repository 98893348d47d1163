import { isCommandWithoutServer, paymentEntriesIn } from "../starting"

describe("a command of Medusa's", () => {
  it.each([
    ["/shop/node_modules/.bin/medusa", "db:migrate"],
    ["/shop/node_modules/@medusajs/medusa/cli.js", "db:migrate:scripts"],
    ["/shop/node_modules/.bin/medusa", "exec"],
    ["/shop/node_modules/.bin/medusa", "user"],
    ["/shop/node_modules/.bin/medusa", "build"],
    ["/shop/node_modules/.bin/medusa", "plugin:build"],
  ])("takes no payments: %s %s", (script, command) => {
    expect(isCommandWithoutServer(["node", script, command])).toBe(true)
  })

  it.each([
    ["/shop/node_modules/.bin/medusa", "start"],
    ["/shop/node_modules/@medusajs/medusa/cli.js", "develop"],
    ["/shop/node_modules/.bin/jest", "build"],
    ["/shop/server.js", "db:migrate"],
  ])("may take payments: %s %s", (script, command) => {
    expect(isCommandWithoutServer(["node", script, command])).toBe(false)
  })
})

describe("the entries of the payment module in a configuration's file", () => {
  const entry = `{ resolve: "@medusajs/medusa/payment", options: { providers: [] } }`

  it("are counted", () => {
    expect(paymentEntriesIn(`modules: [${entry}]`)).toBe(1)
    expect(paymentEntriesIn(`modules: [${entry}, { resolve: "./src/modules/x" }, ${entry}]`)).toBe(2)
    expect(paymentEntriesIn(`[{ resolve: '@medusajs/payment' }, ${entry}]`)).toBe(2)
    expect(paymentEntriesIn(`[{ resolve: "@medusajs/medusa/payment-stripe", id: "stripe" }, ${entry}]`)).toBe(
      1,
    )
  })

  it("are none in comments", () => {
    expect(paymentEntriesIn(`[${entry},\n  // ${entry}\n /* ${entry} */]`)).toBe(1)
    expect(paymentEntriesIn(`url: "https://shop.example", modules: [${entry}]`)).toBe(1)
  })
})
