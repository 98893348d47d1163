import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  assertKeepable,
  InvalidNotification,
  type Acknowledgement,
  type ErrorCode,
  type Gateway,
  type Notification,
  type RawNotification,
  type SignedNotification,
} from "../../../core"
import { countRefusal, readNotification, UnreadableBody } from "../../../http"
import { configuredGateway, runningGateways } from "../../../medusa/configured-gateways"
import { ledgerOf, lookAtNamedSoon, queueOf, settleSoon } from "../../../composition"
import { BodyBrokenOff, BodyTooLarge, readBody } from "./read-body"

const STATUS: Partial<Record<ErrorCode, number>> = {
  bad_signature: 401,
  unknown_shop: 404,
  unknown_reference: 404,
  malformed_notification: 400,
}

/** Takes `bank_main` and `pp_bank_main`. Text that cannot be an id names no provider. */
const providerIdOf = (param: string) =>
  /^[\w-]{1,80}$/.test(param) ? `pp_${param.replace(/^pp_/, "")}` : "pp_"

/** The acknowledgement of gateways that ask for none of their own. */
const OK: Acknowledgement = { contentType: "text/plain", body: "OK" }

/**
 * A gateway's notification: size → raw bytes → signature (401) → shop and reference (404) → inbox row committed → 200.
 * It is settled in the background at once; after a crash the sweep finds it in the inbox. Where it cannot be written
 * down the answer is 503, so that the gateway sends it again.
 *
 * An unsigned notification is answered at once and not kept. If it names a payment of ours, the gateway is asked about
 * that payment soon.
 */
export async function receiveNotification(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const log = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const providerId = providerIdOf(req.params.provider ?? "")
  try {
    const { answer, work } = await queueOf(req.scope).answerFirst(() => takeIn(req, providerId))
    const { contentType, body } = answer ?? OK
    res.status(200).type(contentType).send(body)
    work()
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) {
      // A name that a stranger made up gets no counter of its own: the counters would grow without end.
      const gateway = await configuredGateway(req.scope, providerId)
      countRefusal(log, gateway ? providerId : "any provider", refusal.code)
      refuse(res, refusal.status, refusal.code)
      if (gateway && refusal.code === "bad_signature") noteWrongSignature(req.scope, gateway)
      return
    }
    log.error(`notification not received: provider_id=${providerId} error=${(error as Error).message}`)
    res.setHeader("Retry-After", "10")
    refuse(res, 503, "not_received")
  }
}

/** Tells the merchant that a secret key may be wrong. The answer is sent already, so that it must not throw. */
function noteWrongSignature(container: MedusaContainer, { name, account }: Gateway): void {
  try {
    ledgerOf(container).refusals.note({ gateway: name, account })
  } catch {
    // Without a ledger it cannot be noted.
  }
}

/** The answer to a notification, and the work to do once it is sent. */
interface TakenIn {
  answer: Acknowledgement | undefined
  work(): void
}

async function takeIn(req: MedusaRequest, providerId: string): Promise<TakenIn> {
  const { gateways, notification } = await verified(req, providerId)
  const answer = notification.acknowledge
  if (notification.proof === "signed") {
    const id = await writeDown(req, providerId, gateways[0], notification)
    return { answer, work: () => id && settleSoon(req.scope, id, providerId) }
  }
  if (notification.subject === "nothing") return { answer, work: () => undefined }
  const { gatewayId } = notification
  return {
    answer,
    work: () =>
      gateways.forEach(({ name, account }) => lookAtNamedSoon(req.scope, { name, account, gatewayId })),
  }
}

/** Puts a genuine notification into the inbox; its id, unless there is nothing more to do. */
async function writeDown(
  req: MedusaRequest,
  providerId: string,
  gateway: Gateway,
  { subject, reference, gatewayId, claim, fingerprint }: SignedNotification,
): Promise<string | undefined> {
  const received = await ledgerOf(req.scope).inbox.receive({
    gateway: gateway.name,
    account: gateway.account,
    provider_id: providerId,
    fingerprint,
    subject,
    reference,
    gateway_id: gatewayId,
    claim,
  })
  if (!received) {
    throw new InvalidNotification("unknown_reference", `${providerId} has no such ${subject}`)
  }
  return received.isDue ? received.id : undefined
}

interface Verified {
  /** The gateway that signed it; where it is unsigned, all that it may be from. */
  gateways: readonly [Gateway, ...Gateway[]]
  notification: Notification
}

/** @throws InvalidNotification unless it is genuine, or unsigned and only a number to ask about */
async function verified(req: MedusaRequest, providerId: string): Promise<Verified> {
  const own = await configuredGateway(req.scope, providerId)
  if (own) return { gateways: [own], notification: parsedBy(own, await rawOf(req)) }
  const others = gatewaysNamedIn(req, providerId)
  const raw = others.length > 0 ? await rawOf(req) : undefined
  const found = raw && firstVerified(others, raw)
  if (!found) throw new InvalidNotification("unknown_shop", `nothing is configured as ${providerId}`)
  return found
}

function parsedBy(gateway: Gateway, raw: RawNotification): Notification {
  const notification = gateway.parseNotification(raw)
  assertKeepable(notification)
  return notification
}

/**
 * One entry of each account of the gateway that an entry's id names. After an entry was renamed or removed, its address
 * is still in the gateway's cabinet and in payments that were begun.
 */
function gatewaysNamedIn({ scope }: MedusaRequest, providerId: string): Gateway[] {
  const [, name] = /^pp_([^_]+)_/.exec(providerId) ?? []
  return name === undefined ? [] : runningGateways(scope, name)
}

/** The gateway, of several accounts, whose key has signed it; all of them where it is unsigned. */
function firstVerified(gateways: readonly Gateway[], raw: RawNotification): Verified | undefined {
  for (const [at, gateway] of gateways.entries()) {
    try {
      const notification = parsedBy(gateway, raw)
      const others = notification.proof === "none" ? gateways.slice(at + 1) : []
      return { gateways: [gateway, ...others], notification }
    } catch (error) {
      if (!(error instanceof InvalidNotification)) throw error
    }
  }
  return undefined
}

async function rawOf(req: MedusaRequest): Promise<RawNotification> {
  return readNotification({
    headers: req.headers,
    body: await readBody(req),
    query: req.originalUrl.split("?")[1] ?? "",
    remoteAddress: req.socket?.remoteAddress,
    pathReference: req.params.reference,
  })
}

function refusalOf(error: unknown): { status: number; code: string } | undefined {
  if (error instanceof BodyTooLarge) return { status: 413, code: "too_large" }
  if (error instanceof BodyBrokenOff) return { status: 400, code: "broken_off" }
  if (error instanceof UnreadableBody) return { status: 400, code: "malformed_notification" }
  if (error instanceof InvalidNotification) return { status: STATUS[error.code] ?? 400, code: error.code }
  return undefined
}

function refuse(res: MedusaResponse, status: number, code: string): void {
  if (status === 413) res.setHeader("Connection", "close")
  res.status(status).json({ code })
}
