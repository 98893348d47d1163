import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { readRows } from "../container"

/** What is captured and refunded of one of Medusa's payments, as unrounded decimal strings. */
export interface PaymentSums {
  paymentId: string
  isCanceled: boolean
  captured: string
  refunded: string
}

interface PaymentRow {
  id: string
  payment_session_id: string
  canceled_at: Date | string | null
  captures: { amount: BigNumberInput }[] | null
  refunds: { amount: BigNumberInput }[] | null
}

/** The sums of Medusa's payments, by their sessions. A session without a payment has no entry. */
export async function paymentSums(
  container: MedusaContainer,
  sessions: readonly string[],
): Promise<Map<string, PaymentSums>> {
  if (sessions.length === 0) return new Map()
  const rows = await readRows<PaymentRow>(container, {
    entity: "payment",
    fields: [
      ...["id", "payment_session_id", "canceled_at"],
      ...["captures.amount", "captures.raw_amount", "refunds.amount", "refunds.raw_amount"],
    ],
    filters: { payment_session_id: [...sessions] },
  })
  return new Map(
    rows.map((row) => [
      row.payment_session_id,
      {
        paymentId: row.id,
        isCanceled: row.canceled_at !== null,
        captured: sum(row.captures),
        refunded: sum(row.refunds),
      },
    ]),
  )
}

const sum = (rows: PaymentRow["captures"]): string =>
  (rows ?? []).reduce((total, { amount }) => MathBN.add(total, amount), MathBN.convert(0)).toFixed()
