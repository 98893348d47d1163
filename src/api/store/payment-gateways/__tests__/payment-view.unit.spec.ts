import type { Gateway, NextAction } from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import type { CheckoutFacts } from "../../../../medusa/reads/checkout-facts"
import { paymentView } from "../sessions/payment-view"

const NOW = Date.UTC(2026, 0, 1)
const transfer: NextAction = {
  type: "transfer",
  wallet_number: "994501234567",
  wallet_link: null,
  qr: null,
  amount: "500.00",
  currency_code: "azn",
  expires_at: null,
}
const redirect: NextAction = { type: "redirect", url: "https://pay.example/1" }
const wallet = { cancelPayment: async () => {}, confirmSent: async () => {} } as unknown as Gateway

const attempt = (change: Partial<PaymentAttempt> = {}) =>
  ({
    session_id: "payses_1",
    provider_id: "pp_m2cerber_main",
    gateway_id: "secret-to-the-shopper",
    status: "awaiting",
    amount: "500.00",
    currency_code: "AZN",
    received: null,
    next_action: transfer,
    superseded_at: null,
    cleared_at: null,
    created_at: new Date(NOW),
    ...change,
  }) as PaymentAttempt
const facts: CheckoutFacts = { cartId: "cart_1", orderId: null, isCurrent: true, isOrderCanceled: false }
const view = (change: Partial<PaymentAttempt> = {}, known: Partial<CheckoutFacts> = {}, gateway?: Gateway) =>
  paymentView(attempt(change), { ...facts, ...known }, gateway ?? wallet, NOW)

it("asks exactly for what is missing, however many digits the gateway told", () => {
  expect(view({ status: "underpaid", received: "0.1" })).toMatchObject({
    received: "0.10",
    missing: "499.90",
    next: { amount: "499.90" },
  })
})

it.each([
  ["created", null],
  ["awaiting", redirect],
  ["processing", null],
  ["underpaid", null],
  ["failed", null],
  ["paid", null],
] as const)("sends the shopper of a payment that is %s to %j", (status, next) => {
  expect(view({ status, next_action: status === "created" ? null : redirect }).next).toEqual(next)
})

it("offers words only to a gateway that hears them, and only while the payment is open", () => {
  const words = ({ can_confirm_sent, can_cancel }: ReturnType<typeof view>) => [can_confirm_sent, can_cancel]
  expect(words(view())).toEqual([true, true])
  expect(words(view({ status: "processing" }))).toEqual([false, false])
  expect(words(view({ status: "paid" }))).toEqual([false, false])
  expect(words(view({}, { isCurrent: false }))).toEqual([false, false])
  expect(words(view({}, {}, {} as Gateway))).toEqual([false, false])
})

it("says that the cart asks for another payment, unless this one is paid", () => {
  expect(view({}, { isCurrent: false })).toMatchObject({ superseded: true, next: null, poll_after_ms: null })
  expect(view({ superseded_at: new Date(NOW) })).toMatchObject({ superseded: true })
  const paid = { status: "paid", cleared_at: new Date(NOW) } as const
  expect(view(paid, { isCurrent: false, orderId: "order_1" })).toMatchObject({
    superseded: false,
    cart_id: null,
  })
})

describe("of an order that was canceled", () => {
  const canceled = { orderId: "order_1", isOrderCanceled: true }

  it.each(["created", "awaiting", "expired", "canceled", "failed"] as const)(
    "a payment that is %s has failed, and asks for nothing",
    (status) => {
      expect(view({ status }, canceled)).toMatchObject({
        ...{ status: "failed", order_canceled: true, next: null, poll_after_ms: null },
        ...{ can_confirm_sent: false, can_cancel: false },
      })
    },
  )

  it.each(["processing", "underpaid", "paid"] as const)("money that is %s is shown as it is", (status) => {
    expect(view({ status, received: "200" }, canceled)).toMatchObject({
      ...{ status, order_canceled: true, next: null, poll_after_ms: null, can_cancel: false },
    })
  })
})

it("calls money that is held paid, says that it is reserved, and asks for nothing more", () => {
  const held = { status: "authorized", next_action: redirect } as const
  expect(view(held)).toMatchObject({
    ...{ status: "paid", reserved: true, next: null, poll_after_ms: 2_000 },
    ...{ can_confirm_sent: false, can_cancel: false },
  })
  expect(view(held, { orderId: "order_1" })).toMatchObject({
    ...{ status: "paid", reserved: true, order_id: "order_1", poll_after_ms: null },
  })
  expect(view({ status: "paid", cleared_at: new Date(NOW) }).reserved).toBe(false)
})

it("misses nothing of a hold that the shop has captured in part", () => {
  const part = { status: "paid", received: "400.00", cleared_at: new Date(NOW) } as const
  expect(view(part, { orderId: "order_1" })).toMatchObject({ received: "400.00", missing: null })
  expect(view({ ...part, cleared_at: null }).missing).toBe("100.00")
})

it("goes on asking for the order of what is paid, but not where the money waits for a person", () => {
  expect(view({ status: "paid", cleared_at: new Date(NOW) }).poll_after_ms).toBe(2_000)
  expect(view({ status: "paid" }).poll_after_ms).toBeNull()
})

it("holds nothing but what is meant for the shopper", () => {
  expect(JSON.stringify(view())).not.toContain("secret")
})
