import type { FaultRule } from "../faults"
import type { NotificationPolicyPatch } from "../notifier/policy"
import type { FlushOptions } from "../notifier/shuffle"
import { header, isForm, json, redirect, type SendReply, type WebRequest } from "../web/message"
import type { Route } from "../web/router"
import type { TegroShopPatch } from "../tegro/types"
import type { M2cerberQuirksPatch } from "../m2cerber/types"
import { ControlError } from "../control-error"
import type { YookassaShopPatch } from "../yookassa/types"
import { controlBody, gatewayOf, optionalText, textOf, type Body } from "./read"
import type { ForgeRequest, SimulatorControl, TegroPayOptions } from "./types"

type Action = (body: Body, params: string[]) => Promise<unknown>

/** The control's methods over HTTP: JSON in, JSON out; a plain form leads back to the control page. */
export function controlRoutes(control: SimulatorControl): Route[] {
  const on = (method: string, path: string, action: Action): Route => ({
    method,
    pattern: new RegExp(`^/control/${path.replace(/:\w+/g, "([^/]+)")}/?$`),
    handle: (request, params) => answer(request, (body) => action(body, params)),
  })
  return [
    on("GET", "state", () => control.state()),
    on("POST", "reset", () => control.reset()),
    on("POST", "clock", ({ advanceMs }) => control.clock.advance(advanceMs as number)),
    on("POST", "faults", (body) => control.faults.add(body as unknown as FaultRule)),
    on("DELETE", "faults", () => control.faults.clear()),
    on("POST", "faults/clear", () => control.faults.clear()),
    ...tegroActions(control, on),
    ...m2cerberActions(control, on),
    ...yookassaActions(control, on),
    ...notificationActions(control, on),
  ]
}

type On = (method: string, path: string, action: Action) => Route

function tegroActions({ tegro }: SimulatorControl, on: On): Route[] {
  return [
    on("POST", "tegro/orders/:id/pay", (body, [id = ""]) => tegro.pay(id, payOptions(body))),
    on("POST", "tegro/orders/:id/fail", (_body, [id = ""]) => tegro.fail(id)),
    on("POST", "tegro/orders/:id/cancel", (_body, [id = ""]) => tegro.cancel(id)),
    on("POST", "tegro/orders/:id/status", (body, [id = ""]) =>
      tegro.setStatus(id, Number(textOf(body, "status"))),
    ),
    on("POST", "tegro/shops/:publicKey", (body, [key = ""]) =>
      tegro.configureShop(key, body as TegroShopPatch),
    ),
    on("POST", "tegro/withdrawals/:id/settle", ({ status }, [id = ""]) =>
      tegro.settleWithdrawal(id, status as 1 | 9),
    ),
  ]
}

function m2cerberActions({ m2cerber }: SimulatorControl, on: On): Route[] {
  return [
    on("POST", "m2cerber/configure", (body) => m2cerber.configure(body as M2cerberQuirksPatch)),
    on("POST", "m2cerber/payments/:id/transfer", (body, [id = ""]) =>
      m2cerber.transfer(id, textOf(body, "amount")),
    ),
    on("POST", "m2cerber/payments/:id/cancel", (_body, [id = ""]) => m2cerber.cancel(id)),
    on("POST", "m2cerber/payments/:id/expire", (_body, [id = ""]) => m2cerber.expire(id)),
    on("POST", "m2cerber/payments/:id/status", (body, [id = ""]) =>
      m2cerber.setStatus(id, textOf(body, "status")),
    ),
    on("POST", "m2cerber/payouts/:id/settle", ({ outcome, status }, [id = ""]) =>
      m2cerber.settlePayout(id, (outcome ?? status) as "confirm" | "cancel"),
    ),
  ]
}

function yookassaActions({ yookassa }: SimulatorControl, on: On): Route[] {
  const payments = "yookassa/payments/:id"
  return [
    on("POST", `${payments}/pay`, (body, [id = ""]) =>
      yookassa.pay(id, { method: optionalText(body, "method"), card: optionalText(body, "card") }),
    ),
    on("POST", `${payments}/decline`, (body, [id = ""]) =>
      yookassa.decline(id, optionalText(body, "reason")),
    ),
    on("POST", `${payments}/expire`, (_body, [id = ""]) => yookassa.expire(id)),
    on("POST", `${payments}/capture`, (body, [id = ""]) =>
      yookassa.capture(id, optionalText(body, "amount")),
    ),
    on("POST", `${payments}/cancel`, (_body, [id = ""]) => yookassa.cancel(id)),
    on("POST", `${payments}/refund`, (body, [id = ""]) => yookassa.refund(id, optionalText(body, "amount"))),
    on("POST", "yookassa/refunds/:id/settle", (body, [id = ""]) =>
      yookassa.settleRefund(id, optionalText(body, "outcome")),
    ),
    on("POST", "yookassa/shops/:shopId", (body, [id = ""]) =>
      yookassa.configureShop(id, body as YookassaShopPatch),
    ),
  ]
}

function notificationActions({ notifications }: SimulatorControl, on: On): Route[] {
  return [
    on("POST", "notifications/policy", ({ gateway, ...patch }) =>
      notifications.policy(gatewayOf({ gateway }), patch as NotificationPolicyPatch),
    ),
    on("POST", "notifications/flush", (body) => notifications.flush(body as FlushOptions)),
    on("POST", "notifications/idle", () => notifications.idle()),
    on("POST", "notifications/forge", ({ gateway, ...request }) =>
      notifications.forge(gatewayOf({ gateway }), request as unknown as ForgeRequest),
    ),
    on("POST", "notifications/:id/redeliver", (_body, [id = ""]) => notifications.redeliver(id)),
  ]
}

function payOptions(body: Body): TegroPayOptions {
  const { paymentSystem, test } = body
  return {
    ...(body.amount !== undefined && { amount: textOf(body, "amount") }),
    ...(typeof paymentSystem === "number" && { paymentSystem }),
    ...(typeof test === "boolean" && { test }),
  }
}

/**
 * Whether a browser sends this for a page of another site. Such a page could let the simulator sign notifications with the
 * keys that it was started with.
 */
function isForeign(request: WebRequest): boolean {
  const site = header(request, "sec-fetch-site")
  if (site !== "") return site !== "same-origin" && site !== "none"
  const origin = header(request, "origin")
  return origin !== "" && origin.replace(/^https?:\/\//, "") !== header(request, "host")
}

async function answer(request: WebRequest, action: (body: Body) => Promise<unknown>): Promise<SendReply> {
  if (isForeign(request)) return json(403, { error: "The control is not open to pages of other sites" })
  const form = isForm(request)
  try {
    const result = await action(controlBody(request))
    return form ? redirect(303, "/") : json(200, result ?? { ok: true })
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    const { message, status } = error
    return form ? redirect(303, `/?error=${encodeURIComponent(message)}`) : json(status, { error: message })
  }
}
