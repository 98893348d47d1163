import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

/** One of Medusa's payments: what is captured and refunded of it, as unrounded decimal strings. */
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

/** Medusa's payments of these sessions, by session; sessions without a payment lack. */
export async function paymentSums(
  container: MedusaContainer,
  sessions: readonly string[],
): Promise<Map<string, PaymentSums>> {
  if (sessions.length === 0) return new Map()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: [
      ...["id", "payment_session_id", "canceled_at"],
      ...["captures.amount", "captures.raw_amount", "refunds.amount", "refunds.raw_amount"],
    ],
    filters: { payment_session_id: [...sessions] },
  })
  return new Map(
    (data as unknown as PaymentRow[]).map((row) => [
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
