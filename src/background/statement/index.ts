import type { Gateway, Observation, Page } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { tellsMore } from "./compare"
import { keyOf, readStatement } from "./read"

/** How often a list may be read out of turn. */
const READ_EVERY_MS = 10_000

/** How many pages of a list are read for one payment. */
const PAGES = 5

/**
 * Looks for a payment in the account's own list, where the gateway's answer contradicts a signed notification. The gateway
 * answers by a reference with the newest payment of a link, and an older one may be the paid one. Other payments in the list
 * are not saved, so that the list's own reading finds them as new.
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
