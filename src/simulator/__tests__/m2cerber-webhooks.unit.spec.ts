import { DEFAULT_M2CERBER_MERCHANT, startSimulator, type Simulator } from "../index"
import { getWallet, m2cerber, sha256, walletRequest } from "./support/clients"
import { Receiver } from "./support/receiver"

const SECRET = DEFAULT_M2CERBER_MERCHANT.secretKey
let simulator: Simulator
let store: Receiver

beforeAll(async () => {
  store = await new Receiver().start()
  simulator = await startSimulator()
})
beforeEach(async () => {
  await simulator.control.reset()
  store.clear()
  await getWallet(simulator, "3636363", store.url)
})
afterAll(async () => {
  await simulator.stop()
  await store.stop()
})

/** The webhooks so far: fields, and whether the header is the signature of this text. */
async function webhooks(): Promise<{ fields: unknown; signature: unknown }[]> {
  await simulator.control.notifications.idle()
  return store.received.map(({ fields, headers }) => ({ fields, signature: headers.signature }))
}

const { transfer, cancel, expire, setStatus } = {
  transfer: (sum: string) => simulator.control.m2cerber.transfer("3636363", sum),
  cancel: () => simulator.control.m2cerber.cancel("3636363"),
  expire: () => simulator.control.m2cerber.expire("3636363"),
  setStatus: (status: string) => simulator.control.m2cerber.setStatus("3636363", status),
}

const confirm = (sum: string, floatText: string): unknown => ({
  fields: { status: "confirm", payment_id: "3636363", confirm_sum: sum },
  signature: sha256(`3636363${SECRET}confirm${floatText}`),
})
const canceled = {
  fields: { status: "cancel", payment_id: "3636363", confirm_sum: "0" },
  signature: sha256(`3636363${SECRET}cancel0.0`),
}
const changed = (sum: string): unknown => ({
  fields: { payment_id: 3636363, confirm_sum: sum, payment_sum: "500" },
  signature: undefined,
})

it("confirms a full transfer", async () => {
  expect(await transfer("500.00")).toMatchObject({ status: "accept", received: "500", sum: "500" })
  expect(await webhooks()).toEqual([confirm("500", "500.0")])
})

it("tells a first part unsigned and confirms the total", async () => {
  await transfer("200")
  await transfer("300")
  expect(await webhooks()).toEqual([changed("200"), confirm("500", "500.0")])
})

it("tells only the last part, and signs Change sum, if set so", async () => {
  await simulator.control.notifications.policy("m2cerber", { confirmSum: "last", changeSumSigned: true })
  await transfer("200")
  await transfer("300.5")
  const [first, second] = await webhooks()
  expect(first).toEqual({ ...(changed("200") as object), signature: sha256(`3636363${SECRET}pending200.0`) })
  expect(second).toEqual(confirm("300.5", "300.5"))
})

it("confirms what really came when it is too much", async () => {
  await transfer("650.1")
  expect(await webhooks()).toEqual([confirm("650.1", "650.1")])
})

it("cancels with nothing, also after a part has come", async () => {
  await transfer("200")
  await cancel()
  expect(await webhooks()).toEqual([changed("200"), canceled])
})

it("takes late money after it gave up", async () => {
  await expire()
  expect(await transfer("500")).toMatchObject({ status: "accept" })
  expect(await webhooks()).toEqual([canceled, confirm("500", "500.0")])
})

it("tells a cancellation by the payer", async () => {
  const body = { payment_id: "3636363", status: "cancel" }
  await m2cerber(simulator, "update_status", { signed: `3636363${SECRET}cancel500.0`, body })
  expect(await webhooks()).toEqual([canceled])
})

it("follows the chosen alternative of the webhook signature", async () => {
  await simulator.control.m2cerber.configure({ signature: { webhook: "status+payment_sum" } })
  await cancel()
  expect(await webhooks()).toEqual([{ ...canceled, signature: sha256(`3636363${SECRET}cancel500.0`) }])
})

it("goes through statuses in any order", async () => {
  await setStatus("confirm")
  await setStatus("cancel")
  await setStatus("limbo")
  expect(await webhooks()).toEqual([confirm("500", "500.0"), canceled])
  await simulator.control.notifications.policy("m2cerber", { anyStatus: true })
  await setStatus("limbo")
  expect((await webhooks()).at(-1)?.fields).toMatchObject({ status: "limbo" })
})

it.each(["urlencoded", "multipart", "get"] as const)("can come as %s", async (encoding) => {
  await simulator.control.notifications.policy("m2cerber", { encoding })
  await transfer("500")
  expect(await webhooks()).toEqual([confirm("500", "500.0")])
})

it("spoils the header when the signature is to be wrong", async () => {
  await simulator.control.notifications.policy("m2cerber", { wrongSign: true })
  await transfer("500")
  const [one] = await webhooks()
  expect(one?.signature).toMatch(/^[0-9a-f]{64}$/)
  expect(one?.signature).not.toBe(sha256(`3636363${SECRET}confirm500.0`))
})

it("tells the outcome of a payout", async () => {
  const { sum: _sum, user_wallet: _wallet, ...rest } = walletRequest("77", store.url)
  const body = { ...rest, payment_sum: "500", wallet_number: "9378238289" }
  await m2cerber(simulator, "payout", { signed: `77${SECRET}pending500.0`, body })
  await simulator.control.m2cerber.settlePayout("77", "confirm")
  expect(await webhooks()).toEqual([
    { fields: { status: "confirm", payment_id: "77" }, signature: sha256(`77${SECRET}confirm500.0`) },
  ])
})

it("forges a webhook", async () => {
  const fields = { payment_id: "3636363", status: "confirm", confirm_sum: "500" }
  await simulator.control.notifications.forge("m2cerber", { url: store.url, fields, sign: "valid" })
  await simulator.control.notifications.forge("m2cerber", { url: store.url, fields })
  const [valid, wrong] = await webhooks()
  expect(valid).toEqual(confirm("500", "500.0"))
  expect(wrong?.signature).not.toBe(valid?.signature)
})
