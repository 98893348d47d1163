import type { KnownPayment, PaymentRequest } from "../../src/core/gateway"
import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP } from "../../src/simulator/options"
import type { Addresses, Gateways } from "../support/accounts"
import type { Plugin } from "../support/plugin"
import type { ReadyRequest } from "./clients"

/** A call of a gateway's API: ours, and the same bytes for others to send. */
export interface CallCase {
  name: string
  /** Brings the simulator into the state that the call needs. */
  prepare(): Promise<void>
  /** The whole way: build, sign, send, read, check, translate. */
  ours(): Promise<unknown>
  /** The same request, signed before the clock starts; a new one each time, since a nonce must not repeat. */
  request(): ReadyRequest
  /** Whether an answer to a peer is a success, so that nobody measures refusals. */
  isSuccess(answer: unknown): boolean
}

const HOOK_PATH = "hooks/payment-gateways/bench_main"

/** The calls that a checkout consists of. */
export function callCases(plugin: Plugin, gateways: Gateways, addresses: Addresses): CallCase[] {
  return [
    tegroCreate(plugin, gateways, addresses),
    tegroFetch(plugin, gateways, addresses),
    m2cerberFetch(plugin, gateways, addresses),
  ]
}

const requestFor = (reference: string, amount: PaymentRequest["amount"]): PaymentRequest => ({
  reference,
  amount,
  payer: { email: "shopper@example.com", phone: "994501234567", fields: { user_wallet: "994501234567" } },
  receipt: [],
  hookPath: HOOK_PATH,
})

const knownAs = (reference: string, amount: KnownPayment["amount"]): KnownPayment => ({
  reference,
  gatewayId: null,
  amount,
  status: "awaiting",
  claims: {},
  codes: [],
  createdAt: 0,
})

/** Signs for the peers what the gateway signs for itself. Nonces start far above the gateway's own. */
function tegroSigner(plugin: Plugin, { tegroOptions }: Gateways, { tegroUrl }: Addresses) {
  let nonce = Number.MAX_SAFE_INTEGER - 1_000_000_000
  return (method: string, params: Parameters<Plugin["jsonEncode"]>[0] & object): ReadyRequest => {
    const body = plugin.jsonEncode({
      shop_id: DEFAULT_TEGRO_SHOP.publicKey,
      nonce: ++nonce,
      ...(params as Record<string, string>),
    })
    const headers = {
      Accept: "application/json",
      "User-Agent": plugin.USER_AGENT,
      "Content-Type": "application/json",
      Authorization: `Bearer ${plugin.signBody(body, tegroOptions.apiKey)}`,
    }
    return { method: "POST", url: `${tegroUrl}api/${method}/`, headers, body }
  }
}

const isTegroSuccess = (answer: unknown) => (answer as { type?: string }).type === "success"

function tegroCreate(plugin: Plugin, gateways: Gateways, addresses: Addresses): CallCase {
  const { tegro } = gateways
  const sign = tegroSigner(plugin, gateways, addresses)
  const amount = plugin.Money.of("1490.50", "RUB")
  return {
    name: "Tegro createPayment",
    prepare: async () => undefined,
    ours: () => tegro.createPayment(requestFor(tegro.newReference(), amount)),
    request: () =>
      sign("createOrder", {
        currency: "RUB",
        amount: plugin.JsonNumber.decimal(amount.amount),
        order_id: tegro.newReference(),
        fields: { email: "shopper@example.com", phone: "994501234567" },
      }),
    isSuccess: isTegroSuccess,
  }
}

function tegroFetch(plugin: Plugin, gateways: Gateways, addresses: Addresses): CallCase {
  const { tegro } = gateways
  const sign = tegroSigner(plugin, gateways, addresses)
  const amount = plugin.Money.of("1490.50", "RUB")
  const reference = tegro.newReference()
  const known = knownAs(reference, amount)
  return {
    name: "Tegro fetchPayment",
    prepare: async () => void (await tegro.createPayment(requestFor(reference, amount))),
    ours: () => tegro.fetchPayment(known),
    request: () => sign("order", { payment_id: reference }),
    isSuccess: isTegroSuccess,
  }
}

function m2cerberFetch(plugin: Plugin, gateways: Gateways, { m2cerberUrl }: Addresses): CallCase {
  const { m2cerber, m2cerberOptions } = gateways
  const amount = plugin.Money.of("500.00", "AZN")
  const reference = m2cerber.newReference()
  const known = knownAs(reference, amount)
  const [secretKey] = m2cerberOptions.secretKey
  if (!secretKey) throw new Error(`The merchant ${DEFAULT_M2CERBER_MERCHANT.merchId} has no key`)
  const signature = plugin.signPayment(reference, secretKey, "pending", amount.amount)
  return {
    name: "m2cerber fetchPayment",
    prepare: async () => void (await m2cerber.createPayment(requestFor(reference, amount))),
    ours: () => m2cerber.fetchPayment(known),
    request: () => ({
      method: "GET",
      url: `${m2cerberUrl}get_status/?payment_id=${reference}`,
      headers: {
        Accept: "application/json",
        "User-Agent": plugin.USER_AGENT,
        "Content-Type": "application/json",
        Signature: signature,
      },
      body: JSON.stringify({ payment_id: reference }),
    }),
    isSuccess: (answer) => (answer as { status?: string }).status === "pending",
  }
}
