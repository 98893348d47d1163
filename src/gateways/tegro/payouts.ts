import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { Payouts } from "../../core/gateway"
import { UnknownToTegro, type TegroClient } from "./client"
import { JsonNumber } from "./php"
import { payoutOf } from "./transform"

/** Withdrawals. They must be switched on for the shop by Tegro's manager. */
export function tegroPayouts(client: TegroClient): Payouts {
  return {
    needsMethod: true,
    // Accounts hold more currencies than payments are taken in.
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
      return {
        reference: request.reference,
        gatewayId: created.order_id,
        status: "pending",
        raw: { id: created.order_id },
      }
    },
    async fetch({ reference }) {
      try {
        const payout = payoutOf(await client.withdrawal({ payment_id: reference }), reference)
        if (payout.reference !== reference) {
          throw new IntegrityError(
            "reference_mismatch",
            `Tegro answered about another payout than ${reference}`,
          )
        }
        return payout
      } catch (error) {
        if (error instanceof UnknownToTegro) return null
        throw error
      }
    },
    async list(page) {
      return (await client.withdrawals(page)).map((withdrawal) => payoutOf(withdrawal, ""))
    },
  }
}
