import type { GatewayName } from "../faults"
import { sign as signM2cerber } from "../m2cerber/signature"
import type { Draft, Seal } from "../notifier/record"
import { httpUrl } from "../pages/html"
import { md5Sign } from "../tegro/signature"
import type { World } from "../world"
import { ControlError } from "./errors"
import type { ForgeRequest } from "./types"

/** A hand-made notification with the right signature, which the notifier spoils if asked to; null for "none". */
export function forgery(world: World, gateway: GatewayName, { url, fields, sign }: ForgeRequest): Draft {
  if (httpUrl(url) === "") throw new ControlError("url must be http(s)")
  const signed =
    sign === "none" ? null : gateway === "tegro" ? tegroSeal(world, fields) : m2cerberSeal(world, fields)
  const id = gateway === "tegro" ? fields.order_id : fields.payment_id
  return { gateway, event: "forged", subject: String(id ?? ""), url, fields, seal: signed }
}

/** With the secret of the shop that is named, or of the first one. */
function tegroSeal({ tegro }: World, fields: ForgeRequest["fields"]): Seal {
  const { sign: _given, ...signed } = fields
  const shop = tegro.shop(fields.shop_id) ?? tegro.shops[0]
  return { place: "field", name: "sign", value: md5Sign(signed, shop?.fixture.secretKey ?? "") }
}

/** With the secret of the payment's merchant, or of the first one, by the webhook formula in use. */
function m2cerberSeal({ m2cerber }: World, fields: ForgeRequest["fields"]): Seal {
  const paymentId = String(fields.payment_id ?? "")
  const payment = m2cerber.payments.find((one) => one.paymentId === paymentId)
  const sum = decimalOr(fields.confirm_sum, "0")
  const value = signM2cerber("webhook", m2cerber.signatures, {
    secret: (payment?.merchant ?? m2cerber.merchants[0])?.secretKey ?? "",
    paymentId,
    status: String(fields.status ?? "pending"),
    stored: payment?.status ?? String(fields.status ?? "pending"),
    sum,
    originalSum: payment?.sumText ?? sum,
  })
  return { place: "header", name: "Signature", value }
}

/** A forged sum may be anything; what is no float cannot be signed as one. */
function decimalOr(value: string | number | undefined, otherwise: string): string {
  const text = String(value ?? "").trim()
  return text !== "" && Number.isFinite(Number(text)) ? text : otherwise
}
