import { IntegrityError } from "../../core/errors"
import type { ObservedPayout, PayoutRequest, Payouts } from "../../core/gateway"
import type { Runtime } from "../../core/runtime"
import { unlessUnknown } from "../not-found"
import { callbackUrl } from "./callback"
import type { M2cerberClient } from "./client"
import type { M2cerberOptions } from "./options"
import { createTime } from "./transform"
import { walletNumber } from "./wallet"

/** Payouts to an m10 wallet. They share the ids and get_status of payments. */
export function m2cerberPayouts(client: M2cerberClient, options: M2cerberOptions, runtime: Runtime): Payouts {
  return {
    async create(request) {
      const answer = await client.payout({
        payment_id: request.reference,
        payment_sum: request.amount.amount,
        // m2cerber decides about an account of any other form.
        wallet_number: walletNumber(request.account) ?? request.account,
        callback_url: callbackUrl(options, request),
        create_time: createTime(runtime.now()),
      })
      return payoutOf(request, answer)
    },
    async fetch(request) {
      const { reference, amount } = request
      const answer = await unlessUnknown(client.getStatus({ paymentId: reference, sum: amount.amount }))
      return answer && payoutOf(request, answer)
    },
  }
}

function payoutOf(
  { reference }: PayoutRequest,
  answer: { paymentId: string | undefined; status: string },
): ObservedPayout {
  if (answer.paymentId !== reference) {
    throw new IntegrityError("reference_mismatch", `m2cerber answered about another payout than ${reference}`)
  }
  const { status: code } = answer
  const status = code === "accept" || code === "confirm" ? "paid" : code === "cancel" ? "canceled" : "pending"
  return { reference, gatewayId: reference, status, raw: { status: code } }
}
