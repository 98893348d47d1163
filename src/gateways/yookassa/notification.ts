import { InvalidNotification } from "../../core/errors"
import type { Notification, RawNotification } from "../../core/gateway"
import type { YookassaOptions } from "./options"
import { isYookassaAddress } from "./senders"

/** Numbers of payments have the form of UUIDs. */
const ID = /^[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{12}$/

/** The field in which each kind of event names its payment. */
const PAYMENT_OF: Readonly<Record<string, string>> = { payment: "id", refund: "payment_id" }

/**
 * Reads one of YooKassa's notifications. None is signed, so nothing is believed but that a payment may be worth asking
 * about. Events of other subjects, and those that do not exist yet, are acknowledged: YooKassa repeats all others for a
 * day.
 *
 * @throws InvalidNotification
 */
export function parseYookassaNotification(
  raw: Pick<RawNotification, "json" | "remoteAddress">,
  { checkSenderAddress }: Pick<YookassaOptions, "checkSenderAddress">,
): Notification {
  if (checkSenderAddress && !isYookassaAddress(raw.remoteAddress)) {
    throw new InvalidNotification(
      "bad_signature",
      "the notification does not come from an address of YooKassa's",
    )
  }
  const { event, object } = envelopeOf(raw.json)
  const [kind = ""] = event.split(".")
  const place = Object.hasOwn(PAYMENT_OF, kind) ? PAYMENT_OF[kind] : undefined
  if (place === undefined) return { proof: "none", subject: "nothing" }
  const gatewayId = object[place]
  if (typeof gatewayId !== "string" || !ID.test(gatewayId)) {
    throw malformed(`YooKassa's notification of ${kind} has no ${place}`)
  }
  return { proof: "none", subject: "payment", gatewayId }
}

type Json = Readonly<Record<string, unknown>>

function envelopeOf(json: unknown): { event: string; object: Json } {
  if (isObject(json)) {
    const { type, event, object } = json
    if (type === "notification" && typeof event === "string" && isObject(object)) return { event, object }
  }
  throw malformed("the notification is none of YooKassa's")
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const malformed = (message: string) => new InvalidNotification("malformed_notification", message)
