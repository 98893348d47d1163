import { pickLang } from "../pages/layout"
import { guardedCall, type CallContext, type Outcome } from "../web/call"
import { formFields, redirect, type SendReply, type WebRequest } from "../web/message"
import type { Route } from "../web/router"
import { answerApi } from "./api/api"
import { TegroRefusal } from "./api/answer"
import type { TegroBackend } from "./backend"
import { isOpen, type TegroOrder } from "./order"
import { openOrder } from "./page/pay-link"
import { orderPage, payErrorPage, returnUrl } from "./page/pay-page"
import { PAY_TEXTS } from "./page/texts"
import { TEGRO_STATUS } from "./types"

/** Everything under `/tegro/`. */
export function tegroRoutes(
  context: CallContext,
  backend: TegroBackend,
  checkoutUrl: (order: TegroOrder) => string,
): Route[] {
  const checkoutPath = (order: TegroOrder): string => new URL(checkoutUrl(order)).pathname
  const call = (name: string, isPage: boolean, work: () => Outcome): ReturnType<typeof guardedCall> =>
    guardedCall(context, { gateway: "tegro", call: name, isPage }, work)

  const openPage = (request: WebRequest, via: "pay" | "form"): Outcome => {
    const params = { ...Object.fromEntries(request.query), ...formFields(request) }
    const lang = pickLang(params.lang, "ru")
    try {
      if (via === "form" && request.method !== "POST") throw new TegroRefusal("Wrong request method: POST")
      const order = openOrder(params, via, backend)
      return shown(orderPage(order, backend, { lang: order.lang, action: checkoutPath(order) }))
    } catch (error) {
      if (!(error instanceof TegroRefusal)) throw error
      return { ok: false, error: error.message, reply: payErrorPage(error.message, lang) }
    }
  }

  return [
    {
      method: "*",
      pattern: /^\/tegro\/api\/([^/]+)\/?$/,
      handle: (request, [name = ""]) =>
        call(name, false, () => answerApi(request, name, backend, checkoutUrl)),
    },
    {
      method: "*",
      pattern: /^\/tegro\/pay\/?$/,
      handle: (request) => call("pay", true, () => openPage(request, "pay")),
    },
    {
      method: "*",
      pattern: /^\/tegro\/pay\/form\/?$/,
      handle: (request) => call("pay/form", true, () => openPage(request, "form")),
    },
    {
      method: "*",
      pattern: /^\/tegro\/pay\/complete\/(\d+)\/(\w+)\/?$/,
      handle: (request, [id, hash]) =>
        call("pay/complete", true, () => {
          backend.expireDue()
          const order = backend.orders.find((one) => String(one.id) === id && one.hash === hash)
          const lang = pickLang(request.query.get("lang"), order?.lang ?? "ru")
          if (!order)
            return { ok: false, error: "no order", reply: payErrorPage(PAY_TEXTS[lang].notFound, lang, 404) }
          const action = checkoutPath(order)
          if (request.method === "POST")
            return shown(act(order, formFields(request), backend, `${action}?lang=${lang}`))
          return shown(orderPage(order, backend, { lang, action, left: request.query.has("left") }))
        }),
    },
  ]
}

function shown(reply: SendReply): Outcome {
  return { ok: true, reply }
}

/** The three buttons. A second press, or one on a finished order, changes nothing. */
function act(
  order: TegroOrder,
  form: Record<string, string>,
  backend: TegroBackend,
  here: string,
): SendReply {
  const open = isOpen(order)
  const paymentSystem = /^\d+$/.test(form.payment_system ?? "") ? Number(form.payment_system) : undefined
  if (open && form.action === "pay") backend.pay(order, { paymentSystem })
  if (open && form.action === "fail") backend.setStatus(order, TEGRO_STATUS.failed)
  const stay = form.action === "leave" ? `${here}&left=1` : here
  return redirect(303, returnUrl(order, order.status === TEGRO_STATUS.paid ? "success" : "fail") || stay)
}
