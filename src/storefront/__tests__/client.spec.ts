import { createPaymentsClient } from "../client.js"
import { PaymentsError } from "../errors.js"
import { storeTransport, type StoreRequest } from "../transport.js"
import { Store, TRANSFER } from "./support/store.js"

describe("the client of the store's routes", () => {
  let store: Store
  const client = (options = {}) =>
    createPaymentsClient({ baseUrl: `${store.url}/`, publishableKey: "pk_1", locale: "az-AZ", ...options })
  const problem = (answer: Promise<unknown>) =>
    answer.then(
      () => "an answer",
      (error: unknown) => error,
    )

  beforeEach(async () => {
    store = await Store.start()
  })
  afterEach(() => store.stop())

  it("asks with the publishable key and in the shopper's language", async () => {
    expect(await client().methods("reg_1")).toHaveLength(2)
    expect(store.calls).toEqual([
      {
        path: "GET /store/payment-gateways/methods?region_id=reg_1",
        key: "pk_1",
        language: "az-AZ",
      },
    ])
  })

  it("tells how a payment stands, and passes on what the shopper says", async () => {
    expect(await client().payment("payses_1")).toEqual(TRANSFER)
    expect(await client().confirmSent("payses_1")).toMatchObject({ status: "processing" })
    expect(await client().cancel("payses_1")).toMatchObject({ status: "failed" })
    expect(store.calls.map(({ path }) => path)).toEqual([
      "GET /store/payment-gateways/sessions/payses_1",
      "POST /store/payment-gateways/sessions/payses_1/sent",
      "POST /store/payment-gateways/sessions/payses_1/cancel",
    ])
  })

  it("does not let a payment's id reach another route", async () => {
    for (const id of ["../../carts/cart_1?x=", "..", "payses_1/../../x", ""]) {
      expect(await problem(client().payment(id))).toMatchObject({ status: 400, isTemporary: false })
    }
    expect(store.calls).toEqual([])
  })

  it("names the server's refusal by its code, for good", async () => {
    store.payment = null
    const error = await problem(client().payment("payses_9"))
    expect(error).toMatchObject({ code: "unknown_payment", status: 404, isTemporary: false })
  })

  it.each([
    [
      "a proxy's page",
      { status: 502, body: "<h1>Bad gateway</h1>" },
      { code: "http_502", isTemporary: true },
    ],
    ["too many questions", { status: 429, body: "{}" }, { code: "http_429", isTemporary: true }],
    ["another page with 200", { status: 200, body: "<html>" }, { code: "bad_answer", isTemporary: false }],
    ["JSON without a payment", { status: 200, body: "{}" }, { code: "bad_answer", isTemporary: false }],
  ])("recognizes %s", async (_, odd, expected) => {
    store.odd.push(odd)
    expect(await problem(client().payment("payses_1"))).toMatchObject(expected)
  })

  it("says that nothing answers", async () => {
    const nowhere = client({ baseUrl: "http://127.0.0.1:9" })
    const error = await problem(nowhere.payment("payses_1"))
    expect(error).toBeInstanceOf(PaymentsError)
    expect(error).toMatchObject({ code: "unreachable", status: null, isTemporary: true })
  })

  it("is silent when the page no longer wants the answer", async () => {
    const question = new AbortController()
    const answer = problem(client().payment("payses_1", { signal: question.signal }))
    question.abort()
    expect(await answer).toMatchObject({ name: "AbortError" })
  })

  describe("with a transport of the storefront's own, such as a server action", () => {
    it("sends plain values, and understands plain values", async () => {
      const requests: unknown[] = []
      const own = createPaymentsClient({
        locale: "ru",
        transport: (request) => {
          requests.push(structuredClone(request))
          return Promise.resolve({ status: 200, body: JSON.stringify({ payment: TRANSFER }) })
        },
      })
      expect(await own.confirmSent("payses_1")).toEqual(TRANSFER)
      expect(requests).toEqual([{ method: "POST", path: "/sessions/payses_1/sent", locale: "ru" }])
    })

    it("carries every question to the store from a server", async () => {
      const server = storeTransport({ baseUrl: store.url, publishableKey: "pk_1" })
      const own = createPaymentsClient({ locale: "ru", transport: (request) => server(request) })
      expect(await own.methods("reg_1")).toHaveLength(2)
      expect(await own.payment("payses_1")).toEqual(TRANSFER)
      await own.confirmSent("payses_1")
      await own.cancel("payses_1")
      expect(store.calls.map(({ key, language }) => [key, language])).toEqual(Array(4).fill(["pk_1", "ru"]))
      store.payment = null
      expect(await problem(own.payment("payses_9"))).toMatchObject({ code: "unknown_payment", status: 404 })
    })

    it.each([
      ["GET", "/../carts/cart_1"],
      ["GET", "/sessions/payses_1/sent"],
      ["GET", "/sessions/payses_1?x=/../../"],
      ["POST", "/sessions/payses_1"],
      ["POST", "/methods?region_id=reg_1"],
      ["DELETE", "/sessions/payses_1"],
      ["__proto__", "/sessions/payses_1"],
      ["GET", undefined],
    ])("does not carry %s %s, whoever sends it to the server action", async (method, path) => {
      const server = storeTransport({ baseUrl: store.url, publishableKey: "pk_1" })
      expect(await server({ method, path } as StoreRequest)).toEqual({ status: 400, body: "{}" })
      expect(store.calls).toEqual([])
    })

    it("does not wait for ever for one that does not listen", async () => {
      const own = createPaymentsClient({ timeoutMs: 20, transport: () => new Promise(() => {}) })
      expect(await problem(own.payment("payses_1"))).toMatchObject({ code: "unreachable", isTemporary: true })
    })
  })
})
