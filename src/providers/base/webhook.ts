import type { ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import {
  assertKeepable,
  InvalidNotification,
  NAMED_EVERY_MS,
  type Gateway,
  type SignedNotification,
} from "../../core"
import { countRefusal, readNotification, UnreadableBody } from "../../http"
import { NOTIFICATION_RECEIVED } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

const IGNORED: WebhookActionResult = { action: PaymentActions.NOT_SUPPORTED }

/**
 * Receives a notification that came to Medusa's own `/hooks/payment/:provider`. Medusa has answered 200 already, and would
 * act on a returned action, so none is ever returned. A signed notification goes into the inbox, like those of the plugin's
 * own hook. An unsigned one makes the payment due that it names, if the payment is ours.
 */
export async function webhookAction(
  gateway: Gateway,
  dependencies: Pick<ProviderDependencies, "ledger" | "settlement" | "runtime">,
  { rawData, headers }: ProviderWebhookPayload["payload"],
): Promise<WebhookActionResult> {
  try {
    const body = Buffer.isBuffer(rawData) ? rawData : Buffer.from(rawData ?? "")
    const notification = gateway.parseNotification(await readNotification({ headers: headers ?? {}, body }))
    assertKeepable(notification)
    if (notification.proof === "signed") await putInInbox(gateway, dependencies, notification)
    else if (notification.subject === "payment") {
      const named = { gateway: gateway.name, account: gateway.account, gateway_id: notification.gatewayId }
      await dependencies.ledger().attempts.wakeNamed(named, NAMED_EVERY_MS)
    }
  } catch (error) {
    if (!(error instanceof InvalidNotification || error instanceof UnreadableBody)) throw error
    const code = error instanceof InvalidNotification ? error.code : "malformed_notification"
    countRefusal(dependencies.runtime.log, `${gateway.name} (Medusa's own hook)`, code)
    if (code === "bad_signature") {
      dependencies.ledger().refusals.note({ gateway: gateway.name, account: gateway.account })
    }
  }
  return IGNORED
}

async function putInInbox(
  gateway: Gateway,
  { ledger, settlement }: Pick<ProviderDependencies, "ledger" | "settlement">,
  { subject, reference, gatewayId, claim, fingerprint }: SignedNotification,
): Promise<void> {
  const attempt = await ledger().attempts.find({ gateway: gateway.name, reference })
  const account = attempt && (attempt.account ?? (await settlement().gateway(attempt.provider_id))?.account)
  // Another account's key says nothing about this payment.
  if (!attempt || subject !== "payment" || account !== gateway.account) {
    throw new InvalidNotification(
      "unknown_reference",
      `${gateway.name}: a notification for an unknown payment`,
    )
  }
  const { provider_id } = attempt
  const received = await ledger().inbox.receive({
    gateway: gateway.name,
    account: gateway.account,
    provider_id,
    fingerprint,
    subject,
    reference,
    gateway_id: gatewayId,
    claim,
  })
  if (received?.isDue) {
    await settlement().events.emit(NOTIFICATION_RECEIVED, { id: received.id, provider_id })
  }
}
