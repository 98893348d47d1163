import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { InvalidNotification, type ErrorCode, type Gateway, type Notification } from "../../../core"
import { countRefusal, readFormFields, UnreadableBody } from "../../../http"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../../modules/gateway-ledger"
import { settlePaymentWorkflow } from "../../../workflows"
import { configuredGateway } from "../../../workflows/configured-gateways"
import { BodyTooLarge, readBody } from "./read-body"

const STATUS: Partial<Record<ErrorCode, number>> = {
  bad_signature: 401,
  unknown_shop: 404,
  unknown_reference: 404,
  malformed_notification: 400,
}

/** Any known provider is `tegro_main` or, by habit, `pp_tegro_main`; anything else is nobody's name. */
const providerIdOf = (param: string) =>
  /^[\w-]{1,80}$/.test(param) ? `pp_${param.replace(/^pp_/, "")}` : undefined

/**
 * A gateway's notification: size → raw bytes → signature (401) → shop and reference (404) → settle → 200. A settlement
 * that fails is answered 503, so that the gateway comes again.
 */
export async function receiveNotification(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const log = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const providerId = providerIdOf(req.params.provider ?? "")
  const gateway = providerId && (await configuredGateway(req.scope, providerId))
  if (!providerId || !gateway) {
    refuse(res, 404, "unknown_shop")
    return
  }
  try {
    const notification = await readNotification(req, gateway)
    await assertKnown(req, providerId, gateway, notification)
    const { reference } = notification
    await settlePaymentWorkflow(req.scope).run({
      input: { provider_id: providerId, reference, notification },
    })
    res.status(200).type("text/plain").send("OK")
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) {
      countRefusal(log, providerId, refusal.code)
      refuse(res, refusal.status, refusal.code)
      return
    }
    log.error(`${providerId}: a notification could not be settled: ${(error as Error).message}`)
    res.setHeader("Retry-After", "10")
    refuse(res, 503, "not_settled")
  }
}

async function readNotification(req: MedusaRequest, gateway: Gateway): Promise<Notification> {
  const body = await readBody(req)
  const query = req.originalUrl.split("?")[1] ?? ""
  return gateway.parseNotification({
    fields: await readFormFields(req.headers["content-type"] ?? "", body, query),
    headers: Object.fromEntries(
      Object.entries(req.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : value,
      ]),
    ),
    pathReference: req.params.reference,
  })
}

async function assertKnown(
  req: MedusaRequest,
  providerId: string,
  gateway: Gateway,
  notification: Notification,
) {
  const ledger = req.scope.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  const attempt = await ledger.findAttempt({ gateway: gateway.name, reference: notification.reference })
  if (notification.subject !== "payment" || attempt?.provider_id !== providerId) {
    throw new InvalidNotification("unknown_reference", `${providerId} has no such payment`)
  }
}

function refusalOf(error: unknown): { status: number; code: string } | undefined {
  if (error instanceof BodyTooLarge) return { status: 413, code: "too_large" }
  if (error instanceof UnreadableBody) return { status: 400, code: "malformed_notification" }
  if (error instanceof InvalidNotification) return { status: STATUS[error.code] ?? 400, code: error.code }
  return undefined
}

function refuse(res: MedusaResponse, status: number, code: string): void {
  if (status === 413) {
    res.setHeader("Connection", "close")
  }
  res.status(status).json({ code })
}
