import type { GatewayName } from "../faults"
import { sign as signM2cerber } from "../m2cerber/signature"
import type { NotificationValue } from "../notifier/encode"
import type { Draft, Seal } from "../notifier/record"
import { httpUrl } from "../pages/html"
import { md5Sign } from "../tegro/signature"
import type { World } from "../world"
import { ControlError } from "../control-error"
import type { ForgeRequest } from "./types"

/** A hand-made notification, signed unless `sign` is "none". The notifier spoils the signature if asked to. */
export function forgery(world: World, gateway: GatewayName, request: ForgeRequest): Draft {
  const { url, fields, sign, headers } = request
  if (httpUrl(url) === "") throw new ControlError("url must be http(s)")
  const seal = sign === "none" ? null : sealOf(world, gateway, fields)
  return { gateway, event: "forged", subject: subjectOf(gateway, fields), url, fields, seal, headers }
}

/** The signature of a hand-made notification. YooKassa signs nothing. */
function sealOf(world: World, gateway: GatewayName, fields: ForgeRequest["fields"]): Seal | null {
  switch (gateway) {
    case "tegro":
      return tegroSeal(world, fields)
    case "m2cerber":
      return m2cerberSeal(world, fields)
    case "yookassa":
      return null
  }
}

function subjectOf(gateway: GatewayName, fields: ForgeRequest["fields"]): string {
  const object = fields.object ?? null
  const nested = typeof object === "object" && !Array.isArray(object) ? object?.id : undefined
  const named = gateway === "tegro" ? fields.order_id : gateway === "m2cerber" ? fields.payment_id : nested
  return plain(named)
}

/** The text of a forged value, which may be anything; "" for what is no plain value. */
function plain(value: NotificationValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

/** The fields with plain values, over which signatures are made. */
function flat(fields: ForgeRequest["fields"]): Record<string, string | number> {
  const pairs = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "number" ? value : plain(value),
  ])
  return Object.fromEntries(pairs) as Record<string, string | number>
}

/** Signed with the secret of the named shop, or of the first one. */
function tegroSeal({ tegro }: World, fields: ForgeRequest["fields"]): Seal {
  const { sign: _given, ...signed } = flat(fields)
  const shop = tegro.shop(fields.shop_id) ?? tegro.shops[0]
  return { place: "field", name: "sign", value: md5Sign(signed, shop?.fixture.secretKey ?? "") }
}

/** Signed with the secret of the payment's merchant, or of the first one, by the webhook formula in use. */
function m2cerberSeal({ m2cerber }: World, fields: ForgeRequest["fields"]): Seal {
  const { payment_id: id = "", confirm_sum: confirmed, status = "pending" } = flat(fields)
  const paymentId = String(id)
  const payment = m2cerber.payments.find((one) => one.paymentId === paymentId)
  const sum = decimalOr(confirmed, "0")
  const value = signM2cerber("webhook", m2cerber.signatures, {
    secret: (payment?.merchant ?? m2cerber.merchants[0])?.secretKey ?? "",
    paymentId,
    status: String(status),
    stored: payment?.status ?? String(status),
    sum,
    originalSum: payment?.sumText ?? sum,
  })
  return { place: "header", name: "Signature", value }
}

/** A forged sum, which may be anything; `otherwise` where it is no float, since only floats can be signed. */
function decimalOr(value: string | number | undefined, otherwise: string): string {
  const text = String(value ?? "").trim()
  return text !== "" && Number.isFinite(Number(text)) ? text : otherwise
}
