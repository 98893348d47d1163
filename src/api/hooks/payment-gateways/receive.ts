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

/** `bank_main` or, by habit, `pp_bank_main`. Text that cannot be an id names no provider. */
const providerIdOf = (param: string) =>
  /^[\w-]{1,80}$/.test(param) ? `pp_${param.replace(/^pp_/, "")}` : "pp_"

/** For gateways that name none of their own. */
const OK: Acknowledgement = { contentType: "text/plain", body: "OK" }

/**
 * A gateway's notification: size → raw bytes → signature (401) → shop and reference (404) → inbox row committed → 200.
 * It is settled at once in the background; whatever a crash leaves behind, the sweep finds in the inbox. If it cannot
 * be written down the answer is 503, so that the gateway comes again.
 *
 * One that nobody has signed is answered first, whatever it is about. It leaves nothing behind: a payment of ours whose
 * number it names is asked about soon.
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
      // Not by a name that a stranger made up: the counters would grow without end.
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

/** For the merchant whose secret key is wrong. The answer has been given, and nothing may go wrong with it any more. */
function noteWrongSignature(container: MedusaContainer, { name, account }: Gateway): void {
  try {
    ledgerOf(container).refusals.note({ gateway: name, account })
  } catch {
    // Without a ledger there is nobody to be told.
  }
}

/** What the gateway is told, and what is to be done when it has been told. */
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
  const work = () =>
    gateways.forEach(({ name, account }) => lookAtNamedSoon(req.scope, { name, account, gatewayId }))
  return { answer, work }
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
  /** Whose it is; of one that nobody has signed, whose it may be. */
  gateways: readonly [Gateway, ...Gateway[]]
  notification: Notification
}

/** @throws InvalidNotification unless it is genuine, or no more than a number to ask about */
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
 * One entry of each account of the gateway that an entry's id names. An entry may have been renamed or removed, and its
 * address is still in the cabinet and in payments that were begun.
 */
function gatewaysNamedIn({ scope }: MedusaRequest, providerId: string): Gateway[] {
  const [, name] = /^pp_([^_]+)_/.exec(providerId) ?? []
  return name === undefined ? [] : runningGateways(scope, name)
}

/** Of several accounts, that whose key has signed it; all of them where nobody has. */
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
  if (status === 413) {
    res.setHeader("Connection", "close")
  }
  res.status(status).json({ code })
}
