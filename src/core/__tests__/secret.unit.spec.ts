import { format, inspect } from "node:util"
import fc from "fast-check"
import { Secret } from "../secret"

const KEY = "GB%^&*YJni677"

it("hands the value out only when it is asked to", () => {
  expect(new Secret(KEY).reveal()).toBe(KEY)
})

it.each<[string, (secret: Secret) => string]>([
  ["String()", (secret) => String(secret)],
  ["a template", (secret) => `${secret}`],
  ["concatenation", (secret) => "" + secret],
  ["JSON.stringify", (secret) => JSON.stringify({ options: { secretKey: secret, several: [secret] } })],
  ["util.inspect", (secret) => inspect({ secretKey: [secret] }, { depth: 9, showHidden: true })],
  ["console.log with %o", (secret) => format("%o %O %j %s", secret, secret, secret, secret)],
  ["Object.entries", (secret) => inspect(Object.entries(secret))],
  ["a spread", (secret) => inspect({ ...secret })],
  ["a clone", (secret) => inspect(structuredClone(secret))],
  ["an error's cause", (secret) => inspect(new Error("wrong", { cause: { secret } }))],
])("shows nothing of it through %s", (_way, print) => {
  expect(print(new Secret(KEY))).not.toContain("YJni")
})

it("shows the same for every value, so that not even its length can be told", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const secret = new Secret(value)
      expect([`${secret}`, JSON.stringify(secret), inspect(secret)]).toEqual([
        "[secret]",
        '"[secret]"',
        "[secret]",
      ])
    }),
    { numRuns: 1_000 },
  )
})
