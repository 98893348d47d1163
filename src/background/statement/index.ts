import type { Gateway, Observation, Page } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { tellsMore } from "./compare"
import { keyOf, readStatement } from "./read"

/** So often a list is read out of turn. */
const READ_EVERY_MS = 10_000

/** So far a list is read for one payment. */
const PAGES = 5

/**
 * Consults an account's list at once, where an answer about a payment contradicts what a signed notification said of it:
 * asking by the reference shows the newest of a link's payments, and an older one may be the paid one. Nothing is written
 * down of what it shows about others: the list's own reading must find them as new.
 */
export async function consultStatement(
  dependencies: BackgroundDependencies,
  gateway: Gateway,
  attempt: PaymentAttempt,
): Promise<void> {
  const { provider_id, reference } = attempt
  if (!gateway.listPayments) return
  let from: string | null = null
  for (let page = 1; page <= PAGES; page++) {
    const { items, next }: Page<Observation> = await gateway.listPayments(from)
    const paid = items.find(
      ({ reference: shown, status, gatewayId }) =>
        shown === reference &&
        status === "paid" &&
        gatewayId !== null &&
        tellsMore({ status, gateway_id: gatewayId }, attempt),
    )
    if (paid) {
      await settle(dependencies, { provider_id, reference, gatewayId: paid.gatewayId, road: "notification" })
      return
    }
    if (next === null) return
    from = next
  }
}

/** Reads an account's list now, unless it was read a moment ago. */
export async function refreshStatement(
  dependencies: Pick<BackgroundDependencies, "ledger" | "now" | "log">,
  gateway: Gateway,
): Promise<void> {
  if (!gateway.listPayments) return
  const justNow = new Date(dependencies.now() - READ_EVERY_MS)
  await dependencies.ledger.statements.wake(keyOf(gateway), justNow)
  await readStatement(dependencies, gateway)
}
