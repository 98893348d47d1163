import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError, GATEWAY_SLOW, WAIT_MS, work, type DescribedError } from "./asking"
import { logOf } from "./services"
import type { SettlementResult } from "../settlement"
import { settlePayment } from "./settlement"

/** What came of something that a person started, within the time that a page waits. */
export interface Checked<T> {
  outcome: "done" | "pending" | "failed"
  error: DescribedError | null
  /** Only when done. */
  result: T | null
}

/** Starts something, or joins the same that is under way, and answers in time. `key` names it. */
export async function withinTime<T>(
  container: MedusaContainer,
  key: string,
  start: () => Promise<T>,
): Promise<Checked<T>> {
  const told = async () => {
    try {
      return await start()
    } catch (error) {
      // Nobody may be waiting for it any more.
      logOf(container).warn(`payment-gateways: ${key}: ${(error as Error).message}`)
      throw error
    }
  }
  const outcome = await work.ask(key, told, WAIT_MS)
  switch (outcome.kind) {
    case "answered":
      return { outcome: "done", error: null, result: outcome.value }
    case "pending":
      return { outcome: "pending", error: GATEWAY_SLOW, result: null }
    case "failed":
      return { outcome: "failed", error: describeError(container, outcome.error), result: null }
  }
}

/** "Check now": settles a payment by the one road. Two people who ask at once cost one question. */
export function checkPayment(
  container: MedusaContainer,
  { provider_id, reference }: { provider_id: string; reference: string },
): Promise<Checked<SettlementResult>> {
  return withinTime(container, `settle ${provider_id} ${reference}`, () =>
    settlePayment(container, { provider_id, reference, road: "admin" }),
  )
}
