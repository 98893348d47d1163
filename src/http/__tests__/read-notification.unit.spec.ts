import { inspect } from "node:util"
import fc from "fast-check"
import { readNotification } from "../read-notification"
import { UnreadableBody } from "../json"

const JSON_TYPE = "application/json"
const read = (body: string | Buffer, type = JSON_TYPE, query = "") =>
  readNotification({ headers: { "Content-Type": type }, body: Buffer.from(body), query })

const nested = (depth: number, inner = "1") => '{"a":'.repeat(depth) + inner + "}".repeat(depth)

it("keeps a body byte for byte, whatever is decoded of it", async () => {
  const body = Buffer.from('{ "amount": 1490.50, "name": "\\u0427ай" }')
  const raw = await read(body)
  expect(raw.body.equals(body)).toBe(true)
  expect(raw.json).toEqual({ amount: 1490.5, name: "Чай" })
})

it("keeps what the URL says apart from what the body says", async () => {
  const raw = await read("status=1", "application/x-www-form-urlencoded", "source=tegro&status=0")
  expect(raw.fields).toEqual([["status", "1"]])
  expect(raw.query).toEqual([
    ["source", "tegro"],
    ["status", "0"],
  ])
})

it("knows headers by lower-case names, and who sent it", async () => {
  const raw = await readNotification({
    headers: { "X-Signature": "abc", Via: ["a", "b"], Age: 5 },
    body: Buffer.alloc(0),
    remoteAddress: "185.71.76.1",
    pathReference: "mpg-1",
  })
  expect(raw).toMatchObject({
    headers: { "x-signature": "abc", via: "a, b" },
    remoteAddress: "185.71.76.1",
    pathReference: "mpg-1",
  })
})

it("reads JSON as deep as a gateway's", async () => {
  expect((await read(nested(31, '{"id":"7"}'))).fields).toEqual([])
  expect(JSON.stringify((await read(nested(31))).json)).toBe(nested(31))
})

it.each([
  ["objects without an end in sight", nested(20_000)],
  ["lists without an end in sight", "[".repeat(60_000)],
  ["lists that never begin", "]".repeat(60_000)],
  ["depth behind a text that looks like an end", `["]","\\"]",${nested(33)}]`],
])("refuses %s", async (_what, body) => {
  await expect(read(body)).rejects.toBeInstanceOf(UnreadableBody)
})

it("does not count brackets in texts", async () => {
  const text = "[{".repeat(1_000)
  expect((await read(JSON.stringify({ text, quoted: '\\"[[' }))).fields).toHaveLength(2)
})

it.each<[string, string]>([
  ["a number beyond all numbers", '{"amount": 1e999}'],
  ["a number with more digits than there are", `{"amount": ${"9".repeat(400)}}`],
  ["NUL in a text", '{"id": "\\u0000"}'],
  ["half of a character", '{"id": "\\ud83d"}'],
  ["the name of a prototype", '{"__proto__": {"isAdmin": true}}'],
  ["the same name twice", '{"id": 1, "id": {"a": 2}}'],
])("reads %s without harm", async (_what, body) => {
  const raw = await read(body)
  expect(raw.fields.every((field) => field.every((text) => typeof text === "string"))).toBe(true)
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
})

it("either reads or refuses whatever comes; nothing else ever happens", async () => {
  const json = fc.json({ maxDepth: 40 }).chain((text) =>
    fc.tuple(fc.nat(text.length), fc.string({ unit: "binary", maxLength: 3 })).map(([at, noise]) => {
      return text.slice(0, at) + noise + text.slice(at)
    }),
  )
  const body = fc.oneof(
    fc.json(),
    json,
    fc.string({ unit: "binary" }),
    fc.nat(80).map((n) => nested(n)),
  )
  const type = fc.constantFrom(JSON_TYPE, "application/problem+json", "", "text/plain", "text/xml", "x/y;;")
  await fc.assert(
    fc.asyncProperty(body, type, fc.string(), async (text, contentType, query) => {
      try {
        const raw = await read(text, contentType, query)
        expect(raw.body.equals(Buffer.from(text))).toBe(true)
        expect([...raw.fields, ...raw.query].flat().every((one) => typeof one === "string")).toBe(true)
        inspect(raw.json, { depth: Infinity })
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableBody)
      }
    }),
    { numRuns: 2_000 },
  )
})
