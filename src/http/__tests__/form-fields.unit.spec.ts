import fc from "fast-check"
import { decodeBody, fieldsOf, type FormFields } from "../form-fields"
import { UnreadableBody } from "../json"

const BOUNDARY = "------------------------d74496d66958873e"
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`
const URLENCODED = "application/x-www-form-urlencoded"

/** As PHP's curl writes an array of fields. */
function multipart(fields: FormFields): Buffer {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return Buffer.from(`${parts.join("")}--${BOUNDARY}--\r\n`)
}

const read = async (contentType: string, body: string | Buffer) =>
  (await decodeBody(contentType, Buffer.from(body))).fields

const NOTIFICATION: FormFields = [
  ["shop_id", "D0F98E7D7742609DC508D86BB7500914"],
  ["amount", "100.00"],
  ["order_id", "заказ №1 *~ +&="],
  ["empty", ""],
  ["sign", "e13cd755e9b4632d51ae4d5c74c2f122"],
]

it.each<[string, () => Promise<FormFields>]>([
  ["multipart", () => read(MULTIPART, multipart(NOTIFICATION))],
  ["urlencoded", () => read(URLENCODED, new URLSearchParams(NOTIFICATION).toString())],
  ["JSON", () => read("application/json", JSON.stringify(Object.fromEntries(NOTIFICATION)))],
  ["the query of a GET", async () => fieldsOf(new URLSearchParams(NOTIFICATION).toString())],
  ["urlencoded without a content type", () => read("", new URLSearchParams(NOTIFICATION).toString())],
  ["JSON that calls itself text", () => read("text/plain", JSON.stringify(Object.fromEntries(NOTIFICATION)))],
])("reads the same fields from %s", async (_encoding, fields) => {
  expect(await fields()).toEqual(NOTIFICATION)
})

it("keeps every character on every way", async () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((value) => value.toWellFormed())
  const name = fc.stringMatching(/^[a-z_]{1,12}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(name, text), { maxLength: 8, selector: ([key]) => key }),
      async (fields) => {
        const query = new URLSearchParams(fields).toString()
        expect(await read(URLENCODED, query)).toEqual(fields)
        expect(fieldsOf(query)).toEqual(fields)
        const json = JSON.stringify(Object.fromEntries(fields))
        expect(await read("application/json; charset=utf-8", json)).toEqual(fields)
        const safe = fields.map(([key, value]): [string, string] => [key, value.replaceAll("\r\n", " ")])
        expect(await read(MULTIPART, multipart(safe))).toEqual(safe)
      },
    ),
    { numRuns: 500 },
  )
})

it("reads an empty request as no fields", async () => {
  expect(await read("", "")).toEqual([])
  expect(await read("application/json", "")).toEqual([])
  expect(await read(MULTIPART, "")).toEqual([])
  expect(await read("application/json", "{}")).toEqual([])
})

it("keeps both of two fields with the same name, in their order", async () => {
  const twice: FormFields = [
    ["status", "0"],
    ["status", "1"],
  ]
  expect(await read(URLENCODED, "status=0&status=1")).toEqual(twice)
  expect(await read(MULTIPART, multipart(twice))).toEqual(twice)
})

it("writes JSON values as PHP would write them into a form", async () => {
  const json = '{"id":3636363,"sum":"500","paid":true,"late":false,"note":null,"rate":1.5}'
  expect(await read("application/json", json)).toEqual([
    ["id", "3636363"],
    ["sum", "500"],
    ["paid", "1"],
    ["late", "0"],
    ["rate", "1.5"],
  ])
})

it.each<[string, string, unknown]>([
  ["a nested object", '{"a":{"b":"1"},"c":1490.50}', { a: { b: "1" }, c: 1490.5 }],
  ["a list among its values", '{"a":["1"]}', { a: ["1"] }],
  ["a list", '["a"]', ["a"]],
  ["a text", '"a=1"', "a=1"],
  ["nothing", "null", null],
])("has no fields where JSON is %s, and keeps it as it is", async (_what, body, json) => {
  expect(await decodeBody("application/json", Buffer.from(body))).toEqual({ fields: [], json })
})

it("keeps flat JSON both as fields and as it is", async () => {
  expect(await decodeBody("application/json", Buffer.from('{"a":"1"}'))).toEqual({
    fields: [["a", "1"]],
    json: { a: "1" },
  })
})

it("decodes nothing of a body that is no form and no JSON", async () => {
  expect(await decodeBody("text/xml", Buffer.from("<a>1</a>"))).toEqual({ fields: [] })
})

it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "takes a field called %s for a field and nothing else",
  async (name) => {
    expect(await read("application/json", `{"${name}":"x"}`)).toEqual([[name, "x"]])
    expect(await read(URLENCODED, `${name}=x`)).toEqual([[name, "x"]])
    expect(await read(MULTIPART, multipart([[name, "x"]]))).toEqual([[name, "x"]])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  },
)

describe("a body that cannot be read is refused, never half believed", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index): [string, string] => [`f${index}`, "1"])
  const whole = multipart(NOTIFICATION)

  it.each<[string, string, string | Buffer]>([
    ["JSON that is cut off", "application/json", '{"a":"1"'],
    ["JSON that is no JSON", "application/json", "a=1"],
    ["JSON deeper than any gateway's", "application/json", `${"[".repeat(33)}${"]".repeat(33)}`],
    ["multipart without a boundary", "multipart/form-data", whole],
    ["multipart with another boundary", `multipart/form-data; boundary=other`, whole],
    ["multipart that is no multipart", MULTIPART, "shop_id=1&amount=2"],
    ["multipart without its end", MULTIPART, whole.subarray(0, whole.length - BOUNDARY.length - 6)],
    [
      "a file",
      MULTIPART,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    ],
    ["a part whose headers never end", MULTIPART, whole.toString().replace("\r\n\r\n", "\r\n")],
    ["a part without a name", MULTIPART, whole.toString().replace('; name="amount"', "")],
    ["too many multipart fields", MULTIPART, multipart(many(101))],
    ["too many urlencoded fields", URLENCODED, new URLSearchParams(many(101)).toString()],
    ["too many JSON fields", "application/json", JSON.stringify(Object.fromEntries(many(101)))],
    ["a value that is too long", MULTIPART, multipart([["a", "x".repeat(20_000)]])],
    ["a name that is too long", MULTIPART, multipart([["a".repeat(300), "x"]])],
  ])("%s", async (_what, contentType, body) => {
    await expect(read(contentType, body)).rejects.toBeInstanceOf(UnreadableBody)
  })

  it("multipart cut off anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - BOUNDARY.length - 5 }), async (length) => {
        await expect(read(MULTIPART, whole.subarray(0, length))).rejects.toBeInstanceOf(UnreadableBody)
      }),
      { numRuns: 300 },
    )
  })

  it("or is read, for any bytes at all", async () => {
    const contentType = fc.constantFrom(
      MULTIPART,
      URLENCODED,
      "application/json",
      "",
      "multipart/form-data; boundary=",
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 20 }))
        .map(([at, noise]) => Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at)])),
    )
    await fc.assert(
      fc.asyncProperty(contentType, bytes, async (type, body) => {
        try {
          const fields = await read(type, Buffer.from(body))
          expect(fields.every((field) => field.every((text) => typeof text === "string"))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableBody)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  describe("and raises no error where nobody listens", () => {
    // Jest itself listens for uncaught exceptions: one of them fails the test during which it happens.

    /** Reads a body, and waits for whatever the parser still has to say after its answer. */
    const throwAt = async (body: string) => {
      await read("multipart/form-data; boundary=xyz", body).catch((error: unknown) =>
        expect(error).toBeInstanceOf(UnreadableBody),
      )
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
    }

    it.each([1, 99, 100, 101, 102, 1_000])("for %i parts without an end", (count) =>
      throwAt("--xyz\r\n\r\n\r\n".repeat(count)),
    )

    it("for hundreds of hostile bodies", async () => {
      const piece = fc.constantFrom(
        ...["--xyz", "--xyz--", "--", "\r\n", "\r\n\r\n", "\r", "\n", "\0", ":", "x", "x".repeat(20_000)],
        ...[
          'form-data; name="a"',
          'form-data; name="a"; filename="b"',
          "form-data",
          "file; =;",
          "'*=%zz",
        ].map((value) => `Content-Disposition: ${value}`),
        ...["text/plain; charset=constructor", "application/octet-stream", ";"].map(
          (value) => `Content-Type: ${value}`,
        ),
      )
      const pieces = fc.array(piece, { maxLength: 12 }).map((list) => list.join(""))
      const hostile = fc
        .tuple(fc.constantFrom("", "--xyz"), pieces, fc.integer({ min: 1, max: 150 }), pieces)
        .map(([start, unit, times, rest]) => (start + unit).repeat(times).slice(0, 65_536) + rest)
      await fc.assert(fc.asyncProperty(hostile, throwAt), { numRuns: 500 })
    })
  })

  it("takes a hundred fields", async () => {
    expect(await read(MULTIPART, multipart(many(100)))).toHaveLength(100)
    expect(await read(URLENCODED, new URLSearchParams(many(100)).toString())).toHaveLength(100)
  })
})
