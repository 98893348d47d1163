import type { z } from "@medusajs/framework/zod"
import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type {
  CreatedPayment,
  Gateway,
  GatewayDefinition,
  KnownPayment,
  PaymentRequest,
} from "../../core/gateway"
import { keptMessage } from "../../core/text"
import { referenceSource } from "../../core/payment/reference"
import type { Runtime } from "../../core/runtime"
import { askFirst } from "../ask-first"
import { unlessUnknown } from "../not-found"
import { MAX_URL } from "../words"
import { callbackUrl, CURRENCY } from "./callback"
import { createM2cerberClient, type M2cerberClient } from "./client"
import { imageDataUrl, qrDataUrl } from "./image"
import { parseM2cerberNotification } from "./notification"
import { m2cerberOptions, m2cerberSettings, type M2cerberOptions } from "./options"
import { m2cerberPayouts } from "./payouts"
import { m2cerberStorefront, PAYER_WALLET, WALLET_WANTED } from "./storefront"
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
  // Only a notification proves that m2cerber reaches it.
  unproven: ["callbackBaseUrl"],
  create: (entry) => createM2cerberGateway(m2cerberSettings(entry), entry.runtime),
}

/** The signed values of calls about a payment. */
const factsOf = ({ reference, amount }: Pick<KnownPayment, "reference" | "amount">) => ({
  paymentId: reference,
  sum: amount.amount,
})

function assertAbout({ reference }: { reference: string }, paymentId: string | undefined): void {
  if (paymentId !== reference) {
    throw new IntegrityError(
      "reference_mismatch",
      `m2cerber answered about another payment than ${reference}`,
    )
  }
}

/** Null when m2cerber knows no such payment: get_wallet never arrived there, and nobody can pay it. */
const lookUp = (client: M2cerberClient, payment: Pick<KnownPayment, "reference" | "amount">) =>
  unlessUnknown(client.getStatus(factsOf(payment)))

/**
 * Tells m2cerber what the payer says. After a lost answer it looks up what became of it, and says it once more only while
 * the payment is still pending.
 */
async function tell(client: M2cerberClient, payment: KnownPayment, word: "accept" | "cancel"): Promise<void> {
  await askFirst({
    send: async () => assertAbout(payment, (await client.updateStatus(factsOf(payment), word)).paymentId),
    lookUp: () => lookUp(client, payment),
    judge(found) {
      if (found?.status === "pending") return "again"
      const isTaken = found !== null && (word === "accept" || found.status === "cancel")
      return isTaken ? { answer: undefined } : "unclear"
    },
  })
}

/** A payment that m2cerber does not know was never made, unless m2cerber has told its number before. */
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
      const answer = await lookUp(client, payment)
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
      const shown = await lookUp(client, payment)
      if (!shown) return assertNeverMade(payment)
      assertAbout(payment, shown.paymentId)
      if (shown.status === "cancel") return
      // Any other status means that money came, that the payer says so, or nobody knows what: that may not be canceled.
      if (shown.status !== "pending") {
        throw new GatewayDeclined(
          `m2cerber shows ${payment.reference} as "${keptMessage(shown.status)}", so it is not canceled`,
        )
      }
      await tell(client, payment, "cancel")
    },

    // It sends "accept" to pending payments only: on one that is confirming it might be taken for money.
    async confirmSent(payment) {
      const shown = await lookUp(client, payment)
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

/** The payer's wallet, by which m2cerber finds the transfer. A wrong number is refused, so that the shopper mends it. */
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
  // m2cerber signs Python's floats, which are exact up to fifteen digits.
  if (request.amount.minor >= 10n ** 15n) {
    throw new GatewayDeclined(`${request.amount} is more than m2cerber can take.`, "amount_not_supported")
  }
  // Only get_wallet's answer tells the wallet: without it nobody can pay a payment that was made.
  return askFirst({
    send: () =>
      client.getWallet({
        payment_id: request.reference,
        user_wallet: userWallet,
        sum: request.amount.amount,
        callback_url: callbackUrl(options, request),
        create_time: createTime(runtime.now()),
      }),
    lookUp: () => lookUp(client, request),
  })
}

/** A link if it is a web page's, and not too long once it is escaped. */
function webLink(link: string | null): string | null {
  const url = link && URL.canParse(link) ? new URL(link) : undefined
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:"
  return isWeb && url.href.length <= MAX_URL ? url.href : null
}
