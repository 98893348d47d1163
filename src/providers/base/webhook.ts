import type { ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import { GatewayError, InvalidNotification, type Gateway, type RawNotification } from "../../core"
import { countRefusal, readFormFields, UnreadableBody } from "../../http"
import { askGateway } from "./ask-gateway"
import type { ProviderDependencies } from "./dependencies"

const IGNORED: WebhookActionResult = { action: PaymentActions.NOT_SUPPORTED }

/**
 * A notification that came to Medusa's own `/hooks/payment/:provider`. Medusa has answered 200 already and acts on
 * whatever is returned, so only one answer is ever given: `captured`, for a session found in the ledger, after the
 * gateway itself said that all of the money is there.
 */
export async function webhookAction(
  gateway: Gateway,
  dependencies: ProviderDependencies,
  payload: ProviderWebhookPayload["payload"],
): Promise<WebhookActionResult> {
  const { log } = dependencies.runtime
  try {
    const notification = gateway.parseNotification(await readRaw(payload))
    const ledger = dependencies.ledger()
    const attempt = await ledger.findAttempt({ gateway: gateway.name, reference: notification.reference })
    if (!attempt || notification.subject !== "payment") {
      throw new InvalidNotification(
        "unknown_reference",
        `${gateway.name}: a notification for an unknown payment`,
      )
    }
    const session = await dependencies.session(attempt.session_id)
    // Medusa would tell everybody of the capture once more.
    if (session.payment?.captured_at) return IGNORED
    const { paid } = await askGateway(
      ledger,
      gateway,
      attempt,
      () => dependencies.isCoveredByAnother(attempt),
      notification,
    )
    if (!paid) return IGNORED
    return { action: PaymentActions.SUCCESSFUL, data: { session_id: session.id, amount: session.amount } }
  } catch (error) {
    if (error instanceof InvalidNotification || error instanceof UnreadableBody) {
      countRefusal(
        log,
        `${gateway.name} (Medusa's own hook)`,
        error instanceof InvalidNotification ? error.code : "malformed_notification",
      )
      return IGNORED
    }
    if (error instanceof GatewayError) {
      log.warn(`${gateway.name}: notification not settled (${error.code}: ${error.message})`)
    }
    throw error
  }
}

async function readRaw({ rawData, headers }: ProviderWebhookPayload["payload"]): Promise<RawNotification> {
  const names = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === "string" ? value : undefined,
    ]),
  )
  const body = Buffer.isBuffer(rawData) ? rawData : Buffer.from(rawData ?? "")
  return { fields: await readFormFields(names["content-type"] ?? "", body, ""), headers: names }
}
