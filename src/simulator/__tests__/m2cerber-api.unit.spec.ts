import { DEFAULT_M2CERBER_MERCHANT, startSimulator, type Simulator } from "../index"
import { getStatus, getWallet, m2cerber, walletRequest } from "./support/clients"

const SECRET = DEFAULT_M2CERBER_MERCHANT.secretKey
const HOOK = "http://127.0.0.1:9/hook"
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
beforeEach(() => simulator.control.reset())
afterAll(() => simulator.stop())

function updateStatus(id: string, status: string): ReturnType<typeof m2cerber> {
  return m2cerber(simulator, "update_status", {
    signed: `${id}${SECRET}${status}500.0`,
    body: { payment_id: id, status },
  })
}

it("shows the payer's mere word as accept, when it is told to", async () => {
  await simulator.control.m2cerber.configure({ claimedStatus: "accept" })
  await getWallet(simulator, "3636363", HOOK)
  expect((await updateStatus("3636363", "accept")).body.status).toBe("confirming")
  expect((await getStatus(simulator, "3636363")).body.status).toBe("accept")
  expect((await simulator.control.state()).m2cerber.payments[0]).toMatchObject({
    status: "confirming",
    received: "0",
  })
})

it.each([
  ["error", { error: "payment not found" }],
  ["detail", { detail: "Not found." }],
] as const)("says that a payment is not there in its member %s", async (notFound, body) => {
  await simulator.control.m2cerber.configure({ notFound })
  expect(await getStatus(simulator, "1")).toEqual({ status: 404, body })
  expect(await updateStatus("1", "accept")).toEqual({ status: 404, body })
})

describe("get_wallet", () => {
  it("gives a wallet, a link and a picture", async () => {
    const { status, body } = await getWallet(simulator, "3636363", HOOK)
    expect(status).toBe(200)
    expect(body).toMatchObject({ payment_id: 3636363, wallet_link: `${simulator.url}/m10/3636363` })
    expect(body.wallet_number).toMatch(/^\d{10}$/)
    const png = Buffer.from(body.image as string, "base64")
    expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a")
  })

  it("refuses a wrong signature with 401 and keeps nothing", async () => {
    const answer = await m2cerber(simulator, "get_wallet", { signed: "x", body: walletRequest("1", HOOK) })
    expect(answer).toEqual({ status: 401, body: { error: "wrong Signature" } })
    expect((await simulator.control.state()).m2cerber.payments).toEqual([])
  })

  it.each(["payment_id", "user_wallet", "sum", "status", "callback_url", "merch_id", "create_time"])(
    "answers 400 without %s",
    async (name) => {
      const body = walletRequest("1", HOOK, { [name]: undefined })
      expect(await m2cerber(simulator, "get_wallet", { signed: "x", body })).toMatchObject({
        status: 400,
        body: { error: `missing field ${name}` },
      })
    },
  )

  it.each([
    ["sum", "5,00"],
    ["sum", "abc"],
    ["sum", "0"],
    ["sum", 500],
    ["payment_id", "pay_1"],
    ["payment_id", "007"],
    ["status", "accept"],
    ["callback_url", "javascript:alert(1)"],
    ["create_time", "yesterday"],
  ])("answers 400 to %s = %j", async (name, value) => {
    const body = walletRequest("1", HOOK, { [name]: value })
    expect(await m2cerber(simulator, "get_wallet", { signed: "x", body })).toMatchObject({ status: 400 })
  })

  it("answers 400 to bad JSON, 404 to an unknown merchant, 405 to GET, 400 to a number used before", async () => {
    const call = (body: unknown, method = "POST"): ReturnType<typeof m2cerber> =>
      m2cerber(simulator, "get_wallet", { signed: "x", body, method })
    expect(await call("{")).toMatchObject({ status: 400, body: { error: "bad JSON" } })
    expect(await call(walletRequest("1", HOOK, { merch_id: "9" }))).toMatchObject({ status: 404 })
    expect(await call(undefined, "GET")).toMatchObject({ status: 405 })
    await getWallet(simulator, "1", HOOK)
    expect(await getWallet(simulator, "1", HOOK)).toMatchObject({
      status: 400,
      body: { error: "payment_id exists" },
    })
  })
})

describe("update_status and get_status", () => {
  it("turns the payer's word into confirming, not into money", async () => {
    await getWallet(simulator, "3636363", HOOK)
    expect((await getStatus(simulator, "3636363")).body).toEqual({ payment_id: 3636363, status: "pending" })
    expect(await updateStatus("3636363", "accept")).toEqual({
      status: 200,
      body: { paymnet_id: 3636363, status: "confirming" },
    })
    expect((await getStatus(simulator, "3636363")).body.status).toBe("confirming")
    await simulator.control.m2cerber.transfer("3636363", "500")
    expect((await getStatus(simulator, "3636363")).body.status).toBe("accept")
    expect((await updateStatus("3636363", "cancel")).body.status).toBe("accept")
  })

  it("refuses other words, wrong signatures and unknown numbers", async () => {
    await getWallet(simulator, "1", HOOK)
    expect((await updateStatus("1", "confirm")).status).toBe(400)
    expect((await updateStatus("2", "accept")).status).toBe(404)
    expect(
      (await m2cerber(simulator, "get_status", { signed: "x", query: { payment_id: "1" } })).status,
    ).toBe(401)
    expect(
      (await m2cerber(simulator, "get_status", { signed: "x", query: { payment_id: "2" } })).status,
    ).toBe(404)
    expect((await m2cerber(simulator, "get_status", { signed: "x" })).status).toBe(400)
  })

  it("reads GET data from the query or from a body, as it is set", async () => {
    await getWallet(simulator, "1", HOOK)
    const signed = `1${SECRET}pending500.0`
    const inQuery = { signed, query: { payment_id: "1" } }
    const inBody = { signed, body: { payment_id: "1" } }
    const answers = async (getTransport: "query" | "body" | "either"): Promise<number[]> => {
      await simulator.control.m2cerber.configure({ getTransport })
      const query = await m2cerber(simulator, "get_status", inQuery)
      const body = await m2cerber(simulator, "get_status", inBody)
      return [query.status, body.status]
    }
    expect(await answers("either")).toEqual([200, 200])
    expect(await answers("query")).toEqual([200, 400])
    expect(await answers("body")).toEqual([400, 200])
  })

  it("follows the chosen alternatives of a signature", async () => {
    await getWallet(simulator, "1", HOOK)
    await simulator.control.m2cerber.configure({ signature: { get_status: "id", update_status: "status" } })
    expect((await getStatus(simulator, "1")).status).toBe(401)
    expect(
      (await m2cerber(simulator, "get_status", { signed: `1${SECRET}`, query: { payment_id: "1" } })).status,
    ).toBe(200)
    expect((await updateStatus("1", "accept")).status).toBe(401)
    const body = { payment_id: "1", status: "accept" }
    expect((await m2cerber(simulator, "update_status", { signed: `1${SECRET}accept`, body })).status).toBe(
      200,
    )
    await expect(simulator.control.m2cerber.configure({ signature: { get_status: "none" } })).rejects.toThrow(
      "pending+sum",
    )
  })

  it("answers in the other shapes the documents allow", async () => {
    await simulator.control.m2cerber.configure({
      idType: "string",
      misspelt: false,
      image: "python-repr",
      balanceKeys: "short",
      paidStatus: "confirm",
    })
    const wallet = await getWallet(simulator, "1", HOOK)
    expect(wallet.body.payment_id).toBe("1")
    expect(wallet.body.image).toMatch(/^b'[A-Za-z0-9+/=]+'$/)
    expect((await updateStatus("1", "accept")).body).toEqual({ payment_id: "1", status: "confirming" })
    await simulator.control.m2cerber.transfer("1", "500")
    expect((await getStatus(simulator, "1")).body.status).toBe("confirm")
    const balance = await m2cerber(simulator, "get_balance", {
      signed: `1${SECRET}`,
      query: { merch_id: "1" },
    })
    expect(balance.body).toEqual({ canceled: 0, confirm: 500, pending: 0 })
  })
})

it("sums the balance up, within dates if given", async () => {
  for (const id of ["1", "2", "3"]) await getWallet(simulator, id, HOOK)
  await simulator.control.m2cerber.transfer("1", "500.25")
  await simulator.control.m2cerber.cancel("2")
  const ask = async (query: Record<string, string>): Promise<unknown> =>
    (await m2cerber(simulator, "get_balance", { signed: `1${SECRET}`, query: { merch_id: "1", ...query } }))
      .body
  expect(await ask({})).toEqual({ canceled_sum: 500, confirm_sum: 500.25, pending_sum: 500 })
  expect(await ask({ start_date: "2024-09-28", end_date: "2024-09-28" })).toMatchObject({ pending_sum: 500 })
  expect(await ask({ start_date: "2024-09-29" })).toEqual({ canceled_sum: 0, confirm_sum: 0, pending_sum: 0 })
  expect(await ask({ start_date: "28.09.2024" })).toMatchObject({
    error: expect.stringContaining("start_date"),
  })
})

it("pays out within its balance, and get_status knows payouts too", async () => {
  const payout = (id: string, sum: string): ReturnType<typeof m2cerber> => {
    const { sum: _sum, user_wallet: _wallet, ...rest } = walletRequest(id, HOOK)
    const body = { ...rest, payment_sum: sum, wallet_number: "9378238289" }
    return m2cerber(simulator, "payout", { signed: `${id}${SECRET}pending${sum}.0`, body })
  }
  expect(await payout("77", "500")).toEqual({ status: 200, body: { payment_id: 77, status: "pending" } })
  expect(await payout("77", "500")).toMatchObject({ status: 400 })
  expect(await payout("78", "9501")).toMatchObject({ status: 400, body: { error: "insufficient balance" } })
  expect((await getStatus(simulator, "77")).body.status).toBe("pending")
  await simulator.control.m2cerber.settlePayout("77", "cancel")
  expect((await getStatus(simulator, "77")).body.status).toBe("cancel")
  expect((await simulator.control.state()).m2cerber.payoutBalances).toEqual({ "1": "10000.00" })
  expect(await payout("79", "9501")).toMatchObject({ status: 200 })
})
