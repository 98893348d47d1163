import type { ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import { InvalidNotification, type Gateway, type RawNotification } from "../../core"
import { countRefusal, readFormFields, UnreadableBody } from "../../http"
import { NOTIFICATION_RECEIVED } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

const IGNORED: WebhookActionResult = { action: PaymentActions.NOT_SUPPORTED }

/**
 * A notification that came to Medusa's own `/hooks/payment/:provider`. Medusa has answered 200 already and would act on
 * whatever is returned, so nothing ever is: the notification goes into the inbox, and takes the same road as those that
 * come to the plugin's own hook.
 */
export async function webhookAction(
  gateway: Gateway,
  { runtime, ledger, settlement }: ProviderDependencies,
  payload: ProviderWebhookPayload["payload"],
): Promise<WebhookActionResult> {
  try {
    const { subject, reference, gatewayId, claim, fingerprint } = gateway.parseNotification(
      await readRaw(payload),
    )
    const attempt = await ledger().attempts.find({ gateway: gateway.name, reference })
    if (!attempt || subject !== "payment") throw unknown(gateway)
    const received = await ledger().inbox.receive({
      gateway: gateway.name,
      account: gateway.account,
      provider_id: attempt.provider_id,
      fingerprint,
      subject,
      reference,
      gateway_id: gatewayId,
      claim,
    })
    const { provider_id } = attempt
    if (received?.isDue)
      await settlement().events.emit(NOTIFICATION_RECEIVED, { id: received.id, provider_id })
  } catch (error) {
    if (!(error instanceof InvalidNotification || error instanceof UnreadableBody)) throw error
    const code = error instanceof InvalidNotification ? error.code : "malformed_notification"
    countRefusal(runtime.log, `${gateway.name} (Medusa's own hook)`, code)
  }
  return IGNORED
}

const unknown = ({ name }: Gateway) =>
  new InvalidNotification("unknown_reference", `${name}: a notification for an unknown payment`)

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
