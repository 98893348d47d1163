import type { TegroBackend } from "../backend"
import { TegroRefusal } from "./answer"
import { apiOrder, type TegroOrder } from "../order"
import * as param from "./params"
import type { Params } from "./params"
import { phpDate } from "../php"
import type { TegroShop } from "../shop"
import { apiWithdrawal } from "../withdrawal"

/** What a method may use. */
export interface MethodContext {
  backend: TegroBackend
  shop: TegroShop
  params: Params
  checkoutUrl: (order: TegroOrder) => string
}

type Method = (context: MethodContext) => unknown

const PAGE_SIZE = 20

/** The methods under `/api/`, each giving `data` or throwing a {@link TegroRefusal}. */
export const API_METHODS: Record<string, Method> = {
  createOrder,
  order: ({ backend, shop, params }) => {
    backend.expireDue()
    return apiOrder(pickOne(ordersOf(backend, shop), orderKey(params), shop.unknownOrder))
  },
  orders: ({ backend, shop, params }) => {
    backend.expireDue()
    return pageOf(ordersOf(backend, shop), params).map(apiOrder)
  },
  shops: ({ backend }) => ({ user_id: 1, shops: backend.shops.map(apiShop) }),
  balance: ({ shop }) => ({ user_id: 1, balance: shop.balance() }),
  createWithdrawal,
  withdrawals: ({ backend, shop, params }) => pageOf(withdrawalsOf(backend, shop), params).map(apiWithdrawal),
  withdrawal: ({ backend, shop, params }) =>
    apiWithdrawal(pickOne(withdrawalsOf(backend, shop), withdrawalKey(params), shop.unknownWithdrawal)),
  // These two are called by the vendor's own tools, but no answer of theirs was ever published: shapes invented.
  rates: ({ params }) => ({ from: params.from ?? "USD", to: params.to ?? "RUB", rate: "90.00000000" }),
  modules: ({ shop }) => [
    { id: 36, name: "Банковская карта", currencies: shop.currencies },
    { id: 28, name: "СБП", currencies: ["RUB"] },
    { id: 42, name: "Toncoin", currencies: shop.currencies },
  ],
}

function createOrder({ backend, shop, params, checkoutUrl }: MethodContext): unknown {
  param.requireParams(params, "currency", "amount", "order_id")
  const amount = param.amountParam(params)
  const reference = param.stringParam(params, "order_id")
  const currency = offered(shop, param.stringParam(params, "currency"))
  const fields = param.objectParam(params, "fields")
  const receipt = param.receiptParam(params)
  param.checkReceipt(receipt, amount.units, shop.receiptRequired)
  const order = backend.create({
    shop,
    reference,
    asked: amount.units,
    amountText: amount.text,
    currency,
    // Not in the docs of this method; a newer client of the vendor sends it.
    test: [1, "1", true].includes(params.test as number),
    paymentSystem: param.optionalInteger(params, "payment_system"),
    email: param.optionalString(fields, "email"),
    phone: param.optionalString(fields, "phone"),
    receipt,
    via: "api",
    // No URLs here in any document: the shop's settings count.
    notifyUrl: "",
    successUrl: "",
    failUrl: "",
    lang: "ru",
  })
  return { id: order.id, url: checkoutUrl(order) }
}

function createWithdrawal({ backend, shop, params }: MethodContext): unknown {
  param.requireParams(params, "currency", "account", "amount", "payment_system")
  const amount = param.amountParam(params)
  const currency = param.stringParam(params, "currency")
  const paymentSystem = param.optionalInteger(params, "payment_system") ?? 0
  if (!shop.withdrawalsEnabled) throw new TegroRefusal("Mass payouts are not enabled for this shop")
  if (shop.wallet(currency) < amount.units) throw new TegroRefusal("Insufficient funds")
  const withdrawal = backend.withdraw({
    shop,
    reference: textOf(params.payment_id),
    account: textOf(params.account),
    amount: amount.units,
    currency,
    paymentSystem,
  })
  return { order_id: withdrawal.id, balance: shop.balance() }
}

function offered(shop: TegroShop, currency: string): string {
  if (!shop.currencies.includes(currency)) throw new TegroRefusal(`Currency ${currency} is not available`)
  return currency
}

/** The docs of payouts show numbers and strings for the same field. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

/** Newest first. */
function ordersOf(backend: TegroBackend, shop: TegroShop): TegroOrder[] {
  return backend.orders.filter((order) => order.shop === shop).reverse()
}

function withdrawalsOf(backend: TegroBackend, shop: TegroShop): TegroBackend["withdrawals"] {
  return backend.withdrawals.filter((withdrawal) => withdrawal.shop === shop).reverse()
}

type Key = { id: string } | { reference: string }

/** `order_id` is Tegro's number here, as a number or as text; `payment_id` the merchant's: one of the two. */
function orderKey(params: Params): Key {
  return oneKey(optionalText(params.order_id), param.optionalString(params, "payment_id"))
}

/** Like {@link orderKey}; payouts take an integer `payment_id` as well. */
function withdrawalKey({ order_id: id, payment_id: reference }: Params): Key {
  return oneKey(optionalText(id), optionalText(reference))
}

const optionalText = (value: unknown) => (value === undefined || value === null ? null : textOf(value))

function oneKey(id: string | null, reference: string | null): Key {
  if (id !== null && reference !== null) throw new TegroRefusal("Send order_id or payment_id, not both")
  if (id !== null && id !== "") return { id }
  if (reference !== null && reference !== "") return { reference }
  throw new TegroRefusal("Empty required param order_id")
}

function pickOne<T extends { id: number; reference: string }>(
  newestFirst: readonly T[],
  key: Key,
  unknown: string,
): T {
  const found = newestFirst.find((one) =>
    "id" in key ? String(one.id) === key.id : one.reference === key.reference,
  )
  if (!found) throw new TegroRefusal(unknown)
  return found
}

function pageOf<T extends { status: number }>(newestFirst: readonly T[], params: Params): T[] {
  const page = Math.max(1, param.optionalInteger(params, "page") ?? 1)
  // The old SDK sends `status: false` for "no filter".
  const status = params.status === false ? null : param.optionalInteger(params, "status")
  const fitting = newestFirst.filter((one) => status === null || one.status === status)
  return fitting.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
}

function apiShop({ fixture }: TegroShop): Record<string, unknown> {
  return {
    id: fixture.id,
    date_added: phpDate(Date.UTC(2020, 10, 3, 15, 4, 7)),
    name: fixture.name,
    url: `https://${fixture.name.toLowerCase().replace(/[^a-z0-9-]+/g, "-")}`,
    status: 1,
    public_key: fixture.publicKey,
    desc: `${fixture.name} SHOP`,
  }
}
