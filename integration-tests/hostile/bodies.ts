import { callbackUrl } from "../../src/gateways/m2cerber/callback"
import { signPayment } from "../../src/gateways/m2cerber/signature"
import { signFields } from "../../src/gateways/tegro/signature"
import { Money, Secret } from "../../src/core"
import { Random } from "../chaos/random"
import { M2CERBER, TEGRO } from "./entries"

/** One hostile request to a notification address. */
export interface Hostile {
  /** Below /hooks/payment-gateways/, with its query. */
  path: string
  method: string
  /** Names and values as they are written; a name may come twice. */
  headers: [name: string, value: string][]
  body: Buffer
}

/** What no text of a gateway's holds. */
const POISON = [
  "\0",
  "\ud83d",
  "\udc00",
  "\u202e",
  "\ufeff",
  "\r\n",
  "%00",
  "{{",
  "__proto__",
  "'; --",
  "\x1b[2J",
]

const REFERENCE = "1234567890"
const SECRET = { tegro: new Secret(TEGRO.secretKey), m2cerber: new Secret(M2CERBER.secretKey) }

/** Requests that are as bad as a seed makes them; the same seed makes the same ones. */
export class HostileBodies {
  private readonly random: Random

  constructor(seed: number) {
    this.random = new Random("hostile", seed)
  }

  next(): Hostile {
    const { random } = this
    const kind = random.weighted({ multipart: 4, json: 3, form: 3, genuine: 2, junk: 1 })
    const { type, body, signature } = this[kind]()
    const mutated = random.chance(0.3) ? this.mutate(body) : body
    return {
      path: this.path(),
      method: random.chance(0.95) ? "POST" : "GET",
      headers: [...this.contentType(type), ...this.otherHeaders(signature)],
      body: mutated,
    }
  }

  private path(): string {
    const token = callbackUrl(
      { callbackBaseUrl: "https://shop.example/", secretKey: [SECRET.m2cerber] },
      { reference: REFERENCE, amount: Money.of("500", "AZN"), hookPath: "hooks" },
    )
    const own = token.split("/").at(-1) as string
    const path = this.random.pick([
      ...["tegro_main", "tegro_main", "m2cerber_main", `m2cerber_main/${own}`, "yookassa_main"],
      ...["pp_tegro_main", "tegro_renamed", "m2cerber_old/1-2-3", "nobody", "constructor", "__proto__"],
      ...["%00", "%E0%A4%A", "tegro_main/%00", "tegro_main/%ED%A0%80", "a".repeat(3_000), "tegro_main/.."],
    ])
    const query = this.random.pick([
      ...["", "", "", "?source=tegro", `?sign=${"0".repeat(32)}&order_id=1`, "?%00=%00", "?%", "?a[b][c]=1"],
      ...[`?${"a=1&".repeat(150)}`, "?a[]=1&a=2&a[b]=3", "?__proto__[x]=1&constructor=2"],
    ])
    return path + query
  }

  private contentType(type: string): [string, string][] {
    const other = [
      ...["application/json", "application/x-www-form-urlencoded", "text/plain", "text/xml", "image/png", ""],
      ...["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="', ";;;"],
      ...[`multipart/form-data; boundary=${"b".repeat(300)}`, "application/json; charset=utf-16", "json"],
      ...["application/json; charset=koi8-r", "application/x-www-form-urlencoded; charset=utf-7", "a/b; ="],
      ...[
        "multipart/form-data; boundary=x; boundary=y",
        "multipart/mixed; boundary=x",
        "application/cloud+json",
      ],
    ]
    const value = this.random.chance(0.75) ? type : this.random.pick(other)
    const header: [string, string] = ["Content-Type", value]
    if (this.random.chance(0.05)) return [header, ["content-type", this.random.pick(other)]]
    return this.random.chance(0.03) ? [] : [header]
  }

  private otherHeaders(signature: string | undefined): [string, string][] {
    const all: [string, string][] = signature ? [["Signature", signature]] : []
    const { random } = this
    if (random.chance(0.1)) all.push(["Signature", random.pick(["", "x", "0".repeat(64), "a".repeat(5_000)])])
    if (random.chance(0.05)) all.push(["Content-Encoding", random.pick(["gzip", "br", "deflate", "x"])])
    if (random.chance(0.05)) all.push(["X-Forwarded-For", random.pick(["185.71.76.1", "::", "a, b, c"])])
    if (random.chance(0.03))
      all.push(["Cookie", "connect.sid=s%3A%00; a=%E0%A4%A; ".repeat(random.between(1, 50))])
    if (random.chance(0.03)) all.push(["Accept-Language", "x".repeat(2_000)])
    return all
  }

  private multipart() {
    const { random } = this
    const boundary = random.pick(["xyz", "----WebKitFormBoundaryX", "a b", "x".repeat(70), "'()+_,-./:=?"])
    const parts = Array.from({ length: random.pick([0, 1, 2, 5, 20, 99, 100, 101, 102, 130]) }, () =>
      this.part(),
    )
    const end = random.pick(["", "", "--", "--\r\n", "-", "\r\n", "--\r\n--\r\n", "--garbage"])
    const body = parts.map((part) => `--${boundary}\r\n${part}`).join("") + `--${boundary}${end}`
    const type = `multipart/form-data; boundary=${random.chance(0.5) ? `"${boundary}"` : boundary}`
    // Without the last boundary, a body ends within a part.
    const cut = random.chance(0.5) ? body.slice(0, body.length - random.between(0, 40)) : body
    return { type, body: Buffer.from(cut), signature: undefined }
  }

  private part(): string {
    const { random } = this
    if (random.chance(0.25)) return "\r\n\r\n"
    const name = random.pick(["order_id", "sign", "", "a[b]", "__proto__", "n".repeat(201), this.text()])
    const disposition = random.pick([
      ...[`form-data; name="${name}"`, `form-data; name=${name}`, "form-data", `attachment; name="${name}"`],
      ...[`form-data; name="${name}"; filename="a.txt"`, `form-data; name*=UTF-8''%00${name}`, ";;;=;"],
    ])
    const headers = [
      `Content-Disposition: ${disposition}`,
      ...(random.chance(0.2)
        ? [`Content-Type: ${random.pick(["text/plain; charset=utf-16", "x", ""])}`]
        : []),
      ...(random.chance(0.1) ? [`Content-Transfer-Encoding: ${random.pick(["base64", "8bit", "x"])}`] : []),
      ...(random.chance(0.05) ? ["X: ".repeat(random.between(1, 300))] : []),
      ...(random.chance(0.05) ? ["no colon at all"] : []),
    ]
    const between = random.pick(["\r\n\r\n", "\r\n\r\n", "\r\n\r\n", "\r\n", "\n\n", ""])
    return `${headers.join("\r\n")}${between}${this.text()}\r\n`
  }

  private json() {
    const { random } = this
    const depth = random.pick([1, 5, 31, 32, 33, 1_000, 20_000])
    const text = random.pick([
      () => "[".repeat(depth) + "]".repeat(random.pick([depth, depth - 1, 0])),
      () => '{"a":'.repeat(depth) + "1" + "}".repeat(random.pick([depth, 0])),
      () => JSON.stringify(this.members(random.between(0, 120))),
      () => JSON.stringify({ type: "notification", event: this.text(), object: { id: this.text() } }),
      () =>
        JSON.stringify({
          type: "notification",
          event: random.pick(["payment.succeeded", "refund.succeeded", "__proto__.x", "constructor"]),
          object: { id: random.pick(["2419a771-000f-5000-9000-1edaf29243f2", this.text(), 7, null, {}, []]) },
        }),
      () =>
        random.pick([
          "null",
          "1e999",
          "-0",
          '"\\ud800"',
          "[1,]",
          "{a:1}",
          "NaN",
          "\ufeff{}",
          " {",
          "",
          "true",
        ]),
      () => `{"n":${"9".repeat(random.between(1, 5_000))}}`,
      () => `{"__proto__":{"x":1},"constructor":{"prototype":1},"order_id":"${this.text()}`,
      () => `{"same":1,"same":${JSON.stringify(this.text())}}`,
    ])()
    return { type: "application/json", body: Buffer.from(text), signature: undefined }
  }

  private members(count: number): Record<string, unknown> {
    const { random } = this
    const value = () => random.pick([this.text(), 1, 1e21, 0.1, null, true, {}, [], { a: [1] }])
    return Object.fromEntries(Array.from({ length: count }, () => [this.text(), value()]))
  }

  private form() {
    const { random } = this
    const names = [
      "order_id",
      "order.id",
      "sign",
      "a[b][c]",
      "a[",
      "[",
      "[]",
      "__proto__",
      "fields[email]",
      "=",
    ]
    const pairs = Array.from(
      { length: random.pick([0, 1, 5, 50, 100, 101, 3_000]) },
      () => `${random.pick(names)}=${this.encoded()}`,
    )
    const text = random.chance(0.1) ? "a[".repeat(5_000) : pairs.join(random.pick(["&", "&", ";", "&&"]))
    return { type: "application/x-www-form-urlencoded", body: Buffer.from(text), signature: undefined }
  }

  /** Signed with the right key, as far as anything of it is right. */
  private genuine() {
    const { random } = this
    if (random.chance(0.5)) {
      const fields: [string, string][] = [
        ["shop_id", random.chance(0.9) ? TEGRO.shopId : this.text()],
        ["amount", "1490.50"],
        ["order_id", random.chance(0.3) ? REFERENCE : this.text()],
        ["currency", random.chance(0.7) ? "RUB" : this.text()],
        ["payment_system", "36"],
        ["id", random.chance(0.5) ? "755555" : this.text()],
        ["status", random.chance(0.7) ? "1" : this.text()],
        ...(random.chance(0.5) ? ([[this.text(), this.text()]] as [string, string][]) : []),
      ]
      const sent = [...fields, ["sign", signFields(fields, SECRET.tegro)]] as [string, string][]
      const isJson = random.chance(0.4)
      const text = isJson
        ? JSON.stringify(Object.fromEntries(sent))
        : new URLSearchParams(sent.map(([name, value]) => [name, value.toWellFormed()])).toString()
      const type = isJson ? "application/json" : "application/x-www-form-urlencoded"
      return { type, body: Buffer.from(text), signature: undefined }
    }
    const sum = random.pick(["500", "333.3333333333333", "0.005", "1e-05", "9".repeat(30), "", this.text()])
    const fields = {
      payment_id: random.chance(0.8) ? REFERENCE : this.text(),
      status: "confirm",
      confirm_sum: sum,
    }
    const body = Buffer.from(JSON.stringify(fields))
    return { type: "application/json", body, signature: this.signatureOf(fields.payment_id, sum) }
  }

  private signatureOf(id: string, sum: string): string | undefined {
    try {
      return signPayment(id, SECRET.m2cerber, "confirm", sum)
    } catch {
      return undefined
    }
  }

  private junk() {
    const { random } = this
    const length = random.pick([0, 1, 100, 5_000, 65_536, 65_537, 70_000])
    const body = Buffer.alloc(length)
    for (let at = 0; at < length; at += random.between(1, 40)) body[at] = random.between(0, 255)
    return { type: random.pick(["text/plain", "application/octet-stream", ""]), body, signature: undefined }
  }

  private text(): string {
    const { random } = this
    const plain = random.pick(["", "1", "RUB", "paid", "x".repeat(random.between(1, 300)), "ф".repeat(30)])
    return random.chance(0.4) ? plain + random.pick(POISON) : plain
  }

  private encoded(): string {
    const { random } = this
    return random.pick([
      "%",
      "%0",
      "%00",
      "%ff",
      "%ED%A0%80",
      "+",
      "1",
      "%C3",
      "x".repeat(random.between(0, 20_000) % 500),
    ])
  }

  private mutate(body: Buffer): Buffer {
    const { random } = this
    const bytes = [...body.subarray(0, 65_000)]
    for (let times = random.between(1, 6); times > 0 && bytes.length > 0; times--) {
      const at = random.between(0, bytes.length - 1)
      const what = random.pick(["flip", "drop", "insert", "cut"])
      if (what === "flip") bytes[at] = random.between(0, 255)
      if (what === "drop") bytes.splice(at, random.between(1, 20))
      if (what === "insert")
        bytes.splice(at, 0, ...Buffer.from(random.pick([...POISON, "\r\n", "--", "\r\n\r\n"])))
      if (what === "cut") bytes.length = at
    }
    return Buffer.from(bytes)
  }
}
