import { parseYookassaNotification } from "../notification"
import { isYookassaAddress } from "../senders"
import { ID, json, REFUND_ID } from "./fixtures"

const parse = (body: unknown, remoteAddress?: string, checkSenderAddress = false) =>
  parseYookassaNotification({ json: body, remoteAddress }, { checkSenderAddress })

const told = (event: string, object: unknown = json()) => ({ type: "notification", event, object })

describe("a notification", () => {
  it.each(["payment.waiting_for_capture", "payment.succeeded", "payment.canceled", "payment.of_tomorrow"])(
    "of %s is a reason to ask about its payment, and nothing else",
    (event) => {
      expect(parse(told(event))).toEqual({ proof: "none", subject: "payment", gatewayId: ID })
    },
  )

  it("of a refund is about the payment, not about a payment of the refund's number", () => {
    const refund = { id: REFUND_ID, payment_id: ID, status: "succeeded" }
    expect(parse(told("refund.succeeded", refund))).toEqual({
      proof: "none",
      subject: "payment",
      gatewayId: ID,
    })
  })

  it("is believed in nothing: whatever it says of money, no more is read of it", () => {
    const forged = json({ status: "succeeded", paid: true, amount: { value: "1.00", currency: "RUB" } })
    expect(parse(told("payment.succeeded", forged))).toEqual(parse(told("payment.succeeded")))
  })

  it.each([
    "payment_method.active",
    "payout.succeeded",
    "payout.canceled",
    "deal.closed",
    "news",
    "__proto__",
  ])("of %s is acknowledged, and is about nothing", (event) => {
    expect(parse(told(event, { id: "any" }))).toEqual({ proof: "none", subject: "nothing" })
  })

  it.each([
    ["no JSON", undefined],
    ["a text", "notification"],
    ["a list", [told("payment.succeeded")]],
    ["no envelope", { event: "payment.succeeded", object: json() }],
    ["no event", { type: "notification", object: json() }],
    ["an event that is no text", { type: "notification", event: 5, object: json() }],
    ["no object", { type: "notification", event: "payment.succeeded" }],
    ["an object that is a text", told("payment.succeeded", ID)],
    ["no id", told("payment.succeeded", json({ id: undefined }))],
    ["an id that is a number", told("payment.succeeded", json({ id: 5 }))],
    [
      "an id that leads elsewhere",
      told("payment.succeeded", json({ id: "../refunds/00000000-0000-0000-00" })),
    ],
    ["an id that no payment has", told("payment.succeeded", json({ id: `${ID}0` }))],
    ["a refund without a payment", told("refund.succeeded", { id: REFUND_ID })],
  ])("with %s is none", (_what, body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: "malformed_notification" }))
  })
})

describe("the sender's address", () => {
  it.each([
    ...["185.71.76.0", "185.71.76.31", "185.71.77.17", "77.75.153.127", "77.75.154.128", "77.75.154.255"],
    ...["77.75.156.11", "77.75.156.35", "2a02:5180::1", "2a02:5180:0:2669::1", "::ffff:185.71.76.1"],
  ])("%s is YooKassa's", (address) => {
    expect(isYookassaAddress(address)).toBe(true)
    expect(parse(told("payment.succeeded"), address, true)).toMatchObject({ gatewayId: ID })
  })

  it.each([
    ...["185.71.76.32", "77.75.153.128", "77.75.154.127", "77.75.156.12", "127.0.0.1", "2a02:5181::1"],
    ...["::ffff:127.0.0.1", "::1", "", "185.71.76.1, 10.0.0.1", "unknown", undefined],
  ])("%s is somebody else's", (address) => {
    expect(isYookassaAddress(address)).toBe(false)
    expect(() => parse(told("payment.succeeded"), address, true)).toThrow(
      expect.objectContaining({ code: "bad_signature" }),
    )
  })

  it("does not matter unless the merchant wants it to", () => {
    expect(parse(told("payment.succeeded"), "127.0.0.1")).toMatchObject({ gatewayId: ID })
  })
})
