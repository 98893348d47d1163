import type { Gateway, GatewayDefinition, GatewayEntry, KnownPayment, Observation } from "../../core/gateway"
import { referenceSource } from "../../core/payment/reference"
import type { Runtime } from "../../core/runtime"
import { createPayment } from "./checkout"
import { createYookassaClient, type YookassaClient } from "./client"
import { checkConnection } from "./connection"
import { findPayment, listPayments } from "./look-up"
import { CURRENCY } from "./money-body"
import { parseYookassaNotification } from "./notification"
import { capturePayment, operationBody, voidPayment } from "./operations"
import { assertFits, isTestKey, yookassaConflicts, yookassaOptions, type YookassaOptions } from "./options"
import { fetchRefund, refundPayment } from "./refunds"
import { yookassaStorefront } from "./storefront"
import { observationOf, paymentStatusOf } from "./transform"

const HOUR = 3_600_000

/** YooKassa: cards, SBP and wallets on a hosted page; holds and refunds by its API. */
export const yookassa: GatewayDefinition<YookassaOptions> = {
  name: "yookassa",
  title: "YooKassa",
  referenceForm: "text",
  storefront: yookassaStorefront,
  options: yookassaOptions,
  conflicts: yookassaConflicts,
  capabilities: {
    notifications: "unsigned",
    cabinetUrls: ["payment"],
    cancelPayment: false,
    confirmSent: false,
    listPayments: true,
    checkConnection: true,
    balances: false,
    payouts: false,
    holds: "once",
    refunds: "partial",
    // It remembers a key for 24 hours from the first request.
    operationKeysMs: 23 * HOUR,
    receipts: true,
    testPayments: true,
  },
  create: createYookassaGateway,
}

export function createYookassaGateway({ options, policy, runtime }: GatewayEntry<YookassaOptions>): Gateway {
  assertFits(options, policy)
  if (isTestKey(options) && !policy.acceptsTestPayments) {
    runtime.log.warn(
      `yookassa: the secretKey of shop ${options.shopId} is a test shop's, and the option test is off: no payment will count`,
    )
  }
  const client = createYookassaClient(options, runtime)
  const holds = policy.capture === "manual"
  return {
    name: "yookassa",
    account: options.shopId,
    currencies: [CURRENCY],
    newReference: referenceSource("text", runtime),
    createPayment: (request) => createPayment(client, options, policy, request),
    fetchPayment: (payment) => fetchPayment(client, runtime, payment, holds),
    parseNotification: (raw) => parseYookassaNotification(raw, options),
    listPayments: (from) => listPayments(client, from, holds),
    operationBody: (payment, operation) => operationBody(options, policy, payment, operation),
    capturePayment: (payment, operation) => capturePayment(client, payment, operation),
    voidPayment: (payment, operation) => voidPayment(client, payment, operation),
    refundPayment: (payment, operation) => refundPayment(client, runtime, payment, operation),
    fetchRefund: (payment, operation) => fetchRefund(client, runtime, payment, operation),
    checkConnection: () => checkConnection(client, options),
  }
}

async function fetchPayment(
  client: YookassaClient,
  { log }: Runtime,
  payment: KnownPayment,
  holds: boolean,
): Promise<Observation | null> {
  const shown = await findPayment(client, payment)
  if (!shown) return null
  if (!paymentStatusOf(shown).known) {
    log.warn(
      `payment has an unknown status: gateway=yookassa payment_id=${shown.id} status=${shown.status}; it counts as in confirmation`,
    )
  }
  return observationOf(shown, payment, holds)
}
