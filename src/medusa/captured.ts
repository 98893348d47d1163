import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

interface PaymentRow {
  payment_session_id: string
  captures: { amount: BigNumberInput }[]
}

/** What Medusa has captured for each of these sessions, as unrounded decimal strings; sessions without a payment lack. */
export async function capturedBySession(
  container: MedusaContainer,
  sessions: readonly string[],
): Promise<Map<string, string>> {
  if (sessions.length === 0) return new Map()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_session_id", "captures.amount", "captures.raw_amount"],
    filters: { payment_session_id: [...sessions] },
  })
  return new Map(
    (data as unknown as PaymentRow[]).map(({ payment_session_id, captures }) => {
      const sum = (captures ?? []).reduce((total, { amount }) => MathBN.add(total, amount), MathBN.convert(0))
      return [payment_session_id, sum.toFixed()]
    }),
  )
}
