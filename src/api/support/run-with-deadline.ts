import type { MedusaContainer } from "@medusajs/framework/types"
import { logOf } from "../../composition"
import type { ErrorInfo } from "../admin/payment-gateways/types"
import { describeError, GATEWAY_SLOW } from "./describe-error"
import { answersOf, WAIT_MS } from "./gateway-answers"

/** What came of something that a person started, within the time that a page waits. */
interface ActionOutcome<T> {
  outcome: "done" | "pending" | "failed"
  error: ErrorInfo | null
  /** Only when done. */
  result: T | null
}

/** Starts something, or joins the same that is running, and answers in time. `key` names it. */
export async function runWithDeadline<T>(
  container: MedusaContainer,
  key: string,
  start: () => Promise<T>,
): Promise<ActionOutcome<T>> {
  const logged = async () => {
    try {
      return await start()
    } catch (error) {
      // The log tells it too, since the person may not be waiting any more.
      logOf(container).warn(`action failed: action="${key}" error=${(error as Error).message}`)
      throw error
    }
  }
  const outcome = await answersOf(container).calls.run(key, logged, WAIT_MS)
  switch (outcome.kind) {
    case "answered":
      return { outcome: "done", error: null, result: outcome.value }
    case "pending":
      return { outcome: "pending", error: GATEWAY_SLOW, result: null }
    case "failed":
      return { outcome: "failed", error: describeError(container, outcome.error), result: null }
  }
}
