import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { lacksLedger } from "../../../../modules/gateway-ledger"
import { answers, describeError } from "../../../../workflows/asking"
import type { ConfiguredGateway } from "../../../../workflows/configured-gateways"
import { hookPath } from "../../../../workflows/hook-path"
import { ledgerOf } from "../../../../workflows/services"
import type { ConnectionState, ConnectionWarning } from "../types"
import { iso } from "./values"

/** The sweep runs every ten seconds; after an outage one may take some minutes. */
const SWEEP_LATE_MS = 10 * 60_000

/** The server's address as gateways reach it: what the merchant configured, or else where this request came in. */
export function publicAddress(req: AuthenticatedMedusaRequest): string {
  const config = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const configured = config.admin?.backendUrl
  const address =
    configured && URL.canParse(configured)
      ? configured
      : `${req.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? req.protocol}://${req.get("host") ?? ""}`
  return address.replace(/\/+$/, "")
}

/** What each connection is like, as far as this process and the ledger know. Nobody is asked. */
export async function connectionStates(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
  address: string,
): Promise<ConnectionState[]> {
  const traffic = await ledgerOf(container).watch.traffic(configured.map(({ providerId }) => providerId))
  return configured.map(({ providerId, gateway, title }) => {
    const seen = traffic.find(({ provider_id }) => provider_id === providerId)
    const isUnheard = seen?.has_payments === true && seen.last_notification_at === null
    return {
      provider_id: providerId,
      gateway: gateway.name,
      title,
      account: gateway.account,
      webhook_urls: (gateway.cabinetUrls ?? []).map((subject) => ({
        purpose: `${subject}s` as const,
        url: `${address}/${hookPath(providerId)}`,
      })),
      last_notification_at: iso(seen?.last_notification_at ?? null),
      last_check: lastCheck(container, providerId),
      warnings: [
        ...(gateway.acceptsTestPayments ? (["test_mode"] as const) : []),
        ...(isUnheard ? (["no_notifications"] as const) : []),
      ],
    }
  })
}

function lastCheck(container: MedusaContainer, providerId: string): ConnectionState["last_check"] {
  const { asked, value, error } = answers.connections.look(providerId)
  if (!asked) return null
  const ok = error === null
  return {
    at: iso(new Date(asked.at)),
    ok,
    took_ms: asked.tookMs,
    details: ok && value ? { account: value.account, ...value.details } : {},
    error: ok ? null : describeError(container, error),
  }
}

/** What is wrong with the store as a whole. */
export function storeWarnings(
  container: MedusaContainer,
  address: string,
  lastSweepAt: Date | string | null,
  now = Date.now(),
): ConnectionWarning[] {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const isLate = lastSweepAt === null || now - new Date(lastSweepAt).getTime() > SWEEP_LATE_MS
  return [
    ...(lacksLedger(config) ? (["ledger_missing"] as const) : []),
    ...(hasOwnLocks(container) ? (["locking_not_shared"] as const) : []),
    ...(isLate ? (["sweep_not_running"] as const) : []),
    ...(address.startsWith("https://") ? [] : (["insecure_address"] as const)),
  ]
}

/** Medusa's default provider keeps its locks in this process's memory. */
function hasOwnLocks(container: MedusaContainer): boolean {
  const locking = container.resolve(Modules.LOCKING) as unknown as { defaultProviderId?: string }
  return locking.defaultProviderId === "in-memory"
}
