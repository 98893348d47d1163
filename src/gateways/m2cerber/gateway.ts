import type { z } from "@medusajs/framework/zod"
import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type {
  CreatedPayment,
  Gateway,
  GatewayDefinition,
  KnownPayment,
  PaymentRequest,
} from "../../core/gateway"
import { referenceSource } from "../../core/payment/reference"
import type { Runtime } from "../../core/runtime"
import { askFirst } from "../ask-first"
import { MAX_URL } from "../words"
import { callbackUrl, CURRENCY } from "./callback"
import { createM2cerberClient, UnknownPayment, type M2cerberClient } from "./client"
import { imageDataUrl, qrDataUrl } from "./image"
import { parseM2cerberNotification } from "./notification"
import { m2cerberOptions, m2cerberSettings, type M2cerberOptions } from "./options"
import { m2cerberPayouts } from "./payouts"
import { m2cerberStorefront, PAYER_WALLET, WALLET_WANTED } from "./storefront"
import type { PaymentFacts } from "./signature"
import { createTime, observationOf, paymentStatusOf } from "./transform"
import { walletNumber } from "./wallet"

/** m2cerber: transfers between m10 wallets, in Azerbaijani manats. */
export const m2cerber: GatewayDefinition<z.output<typeof m2cerberOptions>> = {
  name: "m2cerber",
  title: "m10",
  referenceForm: "number",
  capabilities: {
    notifications: "signed",
    cabinetUrls: [],
    cancelPayment: true,
    confirmSent: true,
    listPayments: false,
    checkConnection: true,
    balances: "range",
    payouts: "plain",
    holds: false,
    refunds: false,
    operationKeysMs: 0,
    receipts: false,
    testPayments: true,
  },
  storefront: m2cerberStorefront,
  options: m2cerberOptions,
  // Whether m2cerber reaches it, only a notification shows.
  unproven: ["callbackBaseUrl"],
  create: (entry) => createM2cerberGateway(m2cerberSettings(entry), entry.runtime),
}

/** What signatures of calls about a payment are made over. */
const factsOf = (payment: KnownPayment) => ({ paymentId: payment.reference, sum: payment.amount.amount })

function assertAbout({ reference }: { reference: string }, paymentId: string | undefined): void {
  if (paymentId !== reference) {
    throw new IntegrityError(
      "reference_mismatch",
      `m2cerber answered about another payment than ${reference}`,
    )
  }
}

/** Null only when m2cerber says that it knows no such payment: get_wallet was lost on its way, and nobody can pay it. */
async function lookUp(client: M2cerberClient, facts: PaymentFacts) {
  try {
    return await client.getStatus(facts)
  } catch (error) {
    if (error instanceof UnknownPayment) return null
    throw error
  }
}

/**
 * Tells m2cerber what the payer says. Without a clear answer m2cerber is asked what became of it, and is told once more
 * only while it waits as before.
 */
async function tell(client: M2cerberClient, payment: KnownPayment, word: "accept" | "cancel"): Promise<void> {
  await askFirst({
    send: async () => assertAbout(payment, (await client.updateStatus(factsOf(payment), word)).paymentId),
    lookUp: () => lookUp(client, factsOf(payment)),
    judge(found) {
      if (found?.status === "pending") return "again"
      const isTaken = found !== null && (word === "accept" || found.status === "cancel")
      return isTaken ? { answer: undefined } : "unclear"
    },
  })
}

/** Of a payment that m2cerber does not know, and never told a number of, there is nothing to cancel. */
function assertNeverMade({ reference, gatewayId }: KnownPayment): void {
  if (gatewayId === null) return
  throw new IntegrityError(
    "reference_mismatch",
    `m2cerber does not know its own payment ${reference} any more`,
  )
}

export function createM2cerberGateway(options: M2cerberOptions, runtime: Runtime): Gateway {
  const client = createM2cerberClient(options, runtime)
  return {
    name: "m2cerber",
    account: options.merchantId,
    currencies: [CURRENCY],
    newReference: referenceSource("number", runtime),
    createPayment: (request) => createPayment(client, options, runtime, request),

    async fetchPayment(payment) {
      const answer = await lookUp(client, factsOf(payment))
      if (!answer) return null
      const { status, known } = paymentStatusOf(answer.status, payment, options.trustStatusPoll)
      if (!known) {
        runtime.log.warn(
          `m2cerber payment ${payment.reference} has an unknown status; it counts as in confirmation`,
        )
      }
      return observationOf(payment, status, answer)
    },

    parseNotification: (raw) => parseM2cerberNotification(raw, options.secretKey),

    async cancelPayment(payment) {
      const shown = await lookUp(client, factsOf(payment))
      if (!shown) return assertNeverMade(payment)
      assertAbout(payment, shown.paymentId)
      // "accept" is money or the payer's mere word; neither may be taken back here.
      if (shown.status === "accept" || shown.status === "confirm") {
        throw new GatewayDeclined(`m2cerber shows ${payment.reference} as accepted, so it is not canceled`)
      }
      if (shown.status !== "cancel") await tell(client, payment, "cancel")
    },

    // "accept" is our own word, too: said again of a payment that is confirming, it might stand there as money.
    async confirmSent(payment) {
      const shown = await lookUp(client, factsOf(payment))
      if (!shown) return assertNeverMade(payment)
      assertAbout(payment, shown.paymentId)
      if (shown.status === "pending") await tell(client, payment, "accept")
    },

    async balances(range = {}) {
      const sums = await client.getBalance({
        ...(range.from && { start_date: range.from }),
        ...(range.to && { end_date: range.to }),
      })
      const { confirmed = "0", pending = null, canceled = null } = sums
      return [{ currency: CURRENCY, available: confirmed, pending, canceled }]
    },

    payouts: m2cerberPayouts(client, options, runtime),

    async checkConnection() {
      const { confirmed = "0" } = await client.getBalance({})
      return { account: options.merchantId, details: { confirmed: `${confirmed} ${CURRENCY}` } }
    },
  }
}

async function createPayment(
  client: M2cerberClient,
  options: M2cerberOptions,
  runtime: Runtime,
  request: PaymentRequest,
): Promise<CreatedPayment> {
  const payerAccount = walletOfPayer(request)
  const wallet = await getWallet(client, options, runtime, request, payerAccount)
  assertAbout(request, wallet.payment_id)
  const link = webLink(wallet.wallet_link)
  return {
    gatewayId: wallet.payment_id,
    payerAccount,
    next: {
      type: "transfer",
      wallet_number: wallet.wallet_number,
      wallet_link: link,
      qr: imageDataUrl(wallet.image) ?? (link && (await qrDataUrl(link))),
      amount: request.amount.amount,
      currency_code: CURRENCY.toLowerCase(),
      expires_at: null,
    },
  }
}

/** m2cerber finds the transfer by this number, and refunds go to it: it is right, or the shopper is asked again. */
function walletOfPayer({ payer }: PaymentRequest): string {
  const wallet = walletNumber(payer.fields?.[PAYER_WALLET] ?? "")
  if (!wallet) {
    throw new GatewayDeclined(WALLET_WANTED.en, "payer_wallet_required", "", WALLET_WANTED)
  }
  return wallet
}

async function getWallet(
  client: M2cerberClient,
  options: M2cerberOptions,
  runtime: Runtime,
  request: PaymentRequest,
  userWallet: string,
) {
  // Beyond fifteen digits Python's float, over which m2cerber signs, is no longer exact.
  if (request.amount.minor >= 10n ** 15n) {
    throw new GatewayDeclined(`${request.amount} is more than m2cerber can take.`, "amount_not_supported")
  }
  // A payment that exists is of no use without its wallet, which only get_wallet tells; nobody can pay it.
  return askFirst({
    send: () =>
      client.getWallet({
        payment_id: request.reference,
        user_wallet: userWallet,
        sum: request.amount.amount,
        callback_url: callbackUrl(options, request),
        create_time: createTime(runtime.now()),
      }),
    lookUp: () => lookUp(client, { paymentId: request.reference, sum: request.amount.amount }),
  })
}

/** A link that may stand in a page; anything but http(s) is dropped, and what has grown too long by being escaped. */
function webLink(link: string | null): string | null {
  const url = link && URL.canParse(link) ? new URL(link) : undefined
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:"
  return isWeb && url.href.length <= MAX_URL ? url.href : null
}
