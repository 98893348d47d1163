import type { z } from "@medusajs/framework/zod"
import { IntegrityError, InvalidNotification } from "../../core/errors"
import type {
  CreatedPayment,
  Gateway,
  GatewayDefinition,
  KnownPayment,
  Observation,
  PaymentRequest,
} from "../../core/gateway"
import { referenceSource } from "../../core/payment/reference"
import type { Runtime } from "../../core/runtime"
import { askFirst } from "../ask-first"
import { assertStorable, fieldOf, sentFields } from "../fields"
import { pageByNumber } from "../../core/pages"
import { unlessUnknown } from "../not-found"
import { createOrderParams, localCheckout } from "./checkout"
import { createTegroClient, type TegroClient } from "./client"
import { tegroConflicts, tegroOptions, tegroSettings, type TegroOptions } from "./options"
import { tegroPayouts } from "./payouts"
import { postFields } from "./php"
import { hasValidSign } from "./signature"
import { tegroStorefront } from "./storefront"
import { notificationOf, observationOf, paymentStatusOf } from "./transform"

/** Tegro.money: hosted checkout for cards, SBP and crypto. */
export const tegro: GatewayDefinition<z.output<typeof tegroOptions>> = {
  name: "tegro",
  title: "Tegro.money",
  referenceForm: "text",
  capabilities: {
    notifications: "signed",
    cabinetUrls: ["payment"],
    cancelPayment: false,
    confirmSent: false,
    listPayments: true,
    checkConnection: true,
    balances: "now",
    payouts: "listed",
    holds: false,
    refunds: false,
    operationKeysMs: 0,
    receipts: true,
    testPayments: true,
  },
  storefront: tegroStorefront,
  options: tegroOptions,
  conflicts: tegroConflicts,
  // It signs payment links and notifications, but no call of the API.
  unproven: ["secretKey"],
  create: (entry) => createTegroGateway(tegroSettings(entry), entry.runtime),
}

export function createTegroGateway(options: TegroOptions, runtime: Runtime): Gateway {
  const client = createTegroClient(options, runtime)
  return {
    name: "tegro",
    account: options.shopId,
    currencies: options.currencies,
    newReference: referenceSource("text", runtime),
    createPayment: (request) => createPayment(client, options, request),
    fetchPayment: (payment) => fetchPayment(client, runtime, payment),

    parseNotification(received) {
      const raw = { fields: postFields(sentFields(received)) }
      assertStorable(raw)
      if (!hasValidSign(raw.fields, options.secretKey)) {
        throw new InvalidNotification("bad_signature", "Tegro's notification has no valid sign")
      }
      if (fieldOf(raw, "shop_id") !== options.shopId) {
        throw new InvalidNotification("unknown_shop", "Tegro's notification is for another shop")
      }
      return notificationOf(raw)
    },

    listPayments: pageByNumber(async (page) =>
      (await client.orders(page)).map((order) => observationOf(order)),
    ),

    async balances() {
      const { balance } = await client.balance()
      return Object.entries(balance).map(([currency, available]) => ({
        currency,
        available,
        pending: null,
        canceled: null,
      }))
    },

    payouts: tegroPayouts(client),

    async checkConnection() {
      const { shops } = await client.shops()
      const shop = shops.find(({ public_key }) => public_key === options.shopId)
      if (!shop) {
        throw new IntegrityError(
          "shop_mismatch",
          "Tegro's keys belong to an account without the configured shopId",
        )
      }
      return {
        account: shop.name,
        details: { shop: shop.name, url: shop.url ?? "", active: shop.status === 1 ? "yes" : "no" },
      }
    },
  }
}

async function createPayment(
  client: TegroClient,
  options: TegroOptions,
  request: PaymentRequest,
): Promise<CreatedPayment> {
  if (options.checkout !== "api") return { gatewayId: null, next: localCheckout(options, request) }
  const params = createOrderParams(options, request)
  // Only createOrder's answer tells the address: without it nobody can pay an order that was made.
  const { id, url } = await askFirst({
    send: () => client.createOrder(params),
    lookUp: () => unlessUnknown(client.order({ payment_id: request.reference })),
  })
  return { gatewayId: id, next: { type: "redirect", url } }
}

async function fetchPayment(
  client: TegroClient,
  runtime: Runtime,
  payment: KnownPayment,
): Promise<Observation | null> {
  const { gatewayId, reference } = payment
  // Several orders may have the merchant's number, so Tegro's own is used where it is known.
  const byId = gatewayId !== null && /^\d{1,15}$/.test(gatewayId)
  const order = await unlessUnknown(
    client.order(byId ? { order_id: Number(gatewayId) } : { payment_id: reference }),
  )
  if (!order) return null
  if (!paymentStatusOf(order.status).known) {
    runtime.log.warn(
      `tegro order ${order.id} has the unknown status ${order.status}; it counts as in confirmation`,
    )
  }
  return observationOf(order, payment.claims)
}
