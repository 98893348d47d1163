import { Money } from "../../core"
import type { CartOfPayment } from "../../medusa/reads/cart-of-payment"
import { payerOf } from "../base/attempts/payer"
import { cartOf, receiptOf } from "../base/attempts/receipt"

const rub = (amount: string) => Money.of(amount, "RUB")
const contact = { email: null, phones: [] }

function provider(cart: () => Promise<CartOfPayment | undefined> = async () => undefined) {
  const warnings: string[] = []
  const log = { debug() {}, info() {}, error() {}, warn: (message: string) => warnings.push(message) }
  return { dependencies: { cart, runtime: { log } } as never, warnings }
}
const gateway = (sendsReceipt: boolean) => ({ name: "tegro", sendsReceipt })

it("takes half a metre of cloth as one piece", () => {
  const lines = [{ name: "Cloth", quantity: 1.5, total: 150 }]
  const cart = { ...contact, lines, creditLineTotal: 0 }
  expect(receiptOf(gateway(true), provider().dependencies, cart, "mpg-1", rub("150"))).toEqual([
    { name: "Cloth", count: 1, price: rub("150") },
  ])
})

it.each([
  ["there is no cart", undefined],
  ["the cart is empty", { ...contact, lines: [], creditLineTotal: 0 }],
  [
    "the lines are of another currency's cart",
    { ...contact, lines: [{ name: "Tea", quantity: 1, total: 7 }], creditLineTotal: 0 },
  ],
])("is one line, with a warning, where %s", (_why, cart) => {
  const { dependencies, warnings } = provider()
  expect(receiptOf(gateway(true), dependencies, cart, "mpg-1", rub("150"))).toEqual([
    { name: "Order mpg-1", count: 1, price: rub("150") },
  ])
  expect(warnings).toHaveLength(1)
})

it("is not made where the gateway sends none", () => {
  const { dependencies, warnings } = provider()
  expect(receiptOf(gateway(false), dependencies, undefined, "mpg-1", rub("150"))).toHaveLength(1)
  expect(warnings).toEqual([])
})

it("lets a payment start although the cart cannot be read", async () => {
  const { dependencies, warnings } = provider(() => Promise.reject(new Error("no connection")))
  expect(await cartOf(gateway(true), dependencies, "paycol_1")).toBeUndefined()
  expect(warnings).toEqual([expect.stringContaining("no connection")])
})

const label = { en: "Wallet", ru: "Кошелёк", az: "Pulqabı" }
const WALLET_FIELD = { fields: [{ name: "user_wallet", label, required: true, pattern: null }] }

it("believes the cart before the customer, and both before what was typed", () => {
  const data = { email: "typed@example.com", phone: "79990000000", user_wallet: "+994 50 123 45 67" }
  const customer = { email: "customer@example.com", phone: "79991111111" } as never
  const cart = { email: "cart@example.com", phones: [null, "no phone", "+7 (911) 123-12-12"] }
  expect(payerOf({ data, context: { customer } }, cart, WALLET_FIELD)).toEqual({
    email: "cart@example.com",
    phone: "79111231212",
    fields: { user_wallet: "+994 50 123 45 67" },
  })
  expect(payerOf({ data, context: { customer } }, undefined)).toMatchObject({ email: "customer@example.com" })
  expect(payerOf({ data }, { email: null, phones: [] })).toMatchObject({ email: "typed@example.com" })
})

it("hands the wallet on as it was typed, and nothing that cannot be one", () => {
  const wallet = (user_wallet: unknown) =>
    payerOf({ data: { user_wallet } }, undefined, WALLET_FIELD).fields?.user_wallet
  expect(wallet(" 050 123 45 67 ")).toBe("050 123 45 67")
  for (const nonsense of [undefined, {}, 12, "", " ", "5".repeat(201), "050\0"]) {
    expect(wallet(nonsense)).toBeUndefined()
  }
})

it("never takes a cart's phone for the wallet that money may be returned to", () => {
  expect(payerOf({ data: {} }, { email: null, phones: ["994501234567"] }, WALLET_FIELD)).toEqual({
    phone: "994501234567",
  })
})
