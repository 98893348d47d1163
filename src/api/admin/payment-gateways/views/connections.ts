import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { hasOwnLocks } from "../../../../medusa/lock"
import { WATCHDOG_TIMES } from "../../../../background"
import { lacksLedger, type InstallationState, type SweepTimes } from "../../../../modules/gateway-ledger"
import type { ConfiguredGateway } from "../../../../medusa/configured-gateways"
import { hookPath } from "../../../../core"
import { ledgerOf } from "../../../../composition"
import { describeError } from "../../../support/describe-error"
import { answersOf } from "../../../support/gateway-answers"
import type { ConnectionState, ConnectionWarning } from "../types"
import { iso } from "./values"
import { readWrongSignatures } from "./wrong-signatures"

/** The sweep runs every ten seconds; where Medusa's schedule is lost, it runs after a minute at the latest. */
const SWEEP_LATE_MS = 3 * 60_000

/** For how long a process is said to stand in for Medusa's schedule after it did. */
const STAND_IN_MS = 2 * 60_000

/**
 * The server's public address without a slash at its end: what the merchant configured for the dashboard, or for a
 * gateway that is sent it with each payment. Null where neither is configured. A request's own `Host` is never taken:
 * whoever sends it could choose where notifications go.
 */
export function publicAddress(container: MedusaContainer): string | null {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const address = [config.admin?.backendUrl, ...callbackAddresses(config)].find(isAddress)
  return address?.replace(/\/+$/, "") ?? null
}

const isAddress = (text: unknown): text is string => typeof text === "string" && /^https?:\/\//i.test(text)

function callbackAddresses(config: { modules?: unknown }): unknown[] {
  const { payment } = (config.modules ?? {}) as { payment?: { options?: { providers?: unknown } } }
  const providers = payment?.options?.providers
  if (!Array.isArray(providers)) return []
  return providers.map((one: { options?: { callbackBaseUrl?: unknown } }) => one.options?.callbackBaseUrl)
}

/** What this process and the ledger know of each connection. No gateway is asked. */
export async function connectionStates(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
  address: string | null,
): Promise<ConnectionState[]> {
  const traffic = await ledgerOf(container).watch.traffic(configured.map(({ providerId }) => providerId))
  const wrongSignatures = await readWrongSignatures(container, configured, traffic)
  return configured.map(({ providerId, gateway, title }) => {
    const seen = traffic.find(({ provider_id }) => provider_id === providerId)
    // Unsigned notifications are not kept, so nothing tells whether any came.
    const mayHaveCome =
      gateway.capabilities.notifications === "unsigned" || seen?.last_notification_at != null
    const wrong_signatures = wrongSignatures(gateway)
    const lacksNotifications = seen?.has_payments === true && !mayHaveCome
    return {
      provider_id: providerId,
      gateway: gateway.name,
      title,
      account: gateway.account,
      webhook_urls: gateway.capabilities.cabinetUrls.map((subject) => ({
        purpose: `${subject}s` as const,
        url: `${address ?? ""}/${hookPath(providerId)}`,
      })),
      last_notification_at: iso(seen?.last_notification_at ?? null),
      last_check: lastCheck(container, providerId),
      unproven: [...(gateway.unproven ?? [])],
      wrong_signatures,
      warnings: [
        ...(wrong_signatures ? (["wrong_signatures"] as const) : []),
        ...(gateway.acceptsTestPayments ? (["test_mode"] as const) : []),
        ...(lacksNotifications ? (["no_notifications"] as const) : []),
      ],
    }
  })
}

function lastCheck(container: MedusaContainer, providerId: string): ConnectionState["last_check"] {
  const { lastCall, value, error } = answersOf(container).connections.peek(providerId)
  if (!lastCall) return null
  const ok = error === null
  return {
    at: iso(new Date(lastCall.at)),
    ok,
    took_ms: lastCall.tookMs,
    details: ok && value ? { account: value.account, ...value.details } : {},
    error: ok ? null : describeError(container, error),
  }
}

/** What is wrong with the store as a whole. */
export function storeWarnings(
  container: MedusaContainer,
  address: string | null,
  { last_sweep_at, last_scheduled_at, last_watchdog_at }: SweepTimes,
  { reason }: InstallationState,
  now = Date.now(),
): ConnectionWarning[] {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const since = (at: Date | null) => (at === null ? Infinity : now - at.getTime())
  const isLate = since(last_sweep_at) > SWEEP_LATE_MS
  const standsIn =
    since(last_watchdog_at) < STAND_IN_MS && since(last_scheduled_at) > WATCHDOG_TIMES.lateMs && !isLate
  return [
    ...(reason === null ? [] : (["store_not_confirmed"] as const)),
    ...(lacksLedger(config) ? (["ledger_missing"] as const) : []),
    ...(hasOwnLocks(container.resolve(Modules.LOCKING)) ? (["locking_not_shared"] as const) : []),
    ...(isLate ? (["sweep_not_running"] as const) : []),
    ...(standsIn ? (["sweep_not_scheduled"] as const) : []),
    ...(address === null ? (["address_unknown"] as const) : []),
    ...(address?.startsWith("http://") ? (["insecure_address"] as const) : []),
  ]
}
