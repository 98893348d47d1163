import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { Payouts } from "../../core/gateway"
import { unlessUnknown } from "../not-found"
import type { TegroClient } from "./client"
import { JsonNumber } from "./php"
import { payoutOf } from "./transform"

/** Withdrawals. They must be switched on for the shop by Tegro's manager. */
export function tegroPayouts(client: TegroClient): Payouts {
  return {
    needsMethod: true,
    // An account may hold more currencies than its shop takes.
    currencies: "any",

    async create(request) {
      if (!/^\d{1,9}$/.test(request.method ?? "")) {
        throw new GatewayDeclined("a Tegro payout needs the number of a payment system")
      }
      const created = await client.createWithdrawal({
        currency: request.amount.currency,
        account: request.account,
        amount: JsonNumber.decimal(request.amount.amount),
        payment_id: request.reference,
        payment_system: Number(request.method),
      })
      const id = created.order_id
      return { reference: request.reference, gatewayId: id, status: "pending", raw: { id } }
    },
    async fetch({ reference }) {
      const found = await unlessUnknown(client.withdrawal({ payment_id: reference }))
      if (!found) return null
      const payout = payoutOf(found, reference)
      if (payout.reference === reference) return payout
      throw new IntegrityError("reference_mismatch", `Tegro answered about another payout than ${reference}`)
    },
    async list(page) {
      return (await client.withdrawals(page)).map((withdrawal) => payoutOf(withdrawal, ""))
    },
  }
}
