import { ControlError } from "../control-error"
import { pickLang } from "../pages/layout"
import { guardedCall, type CallContext, type Outcome } from "../web/call"
import { formFields, page, redirect, type SendReply, type WebRequest } from "../web/message"
import type { Route } from "../web/router"
import { M2cerberRefusal, refusal, success } from "./api/answer"
import { API_METHODS } from "./api/methods"
import type { M2cerberBackend } from "./backend"
import { noWalletPage, walletPage } from "./wallet-page"

/** Everything under `/m2cerber/bot_api/` and the wallet pages `/m10/`. */
export function m2cerberRoutes(
  context: CallContext,
  backend: M2cerberBackend,
  walletLink: (paymentId: string) => string,
): Route[] {
  return [
    {
      method: "*",
      pattern: /^\/m2cerber\/bot_api\/([^/]+)\/?$/,
      handle: (request, [name = ""]) =>
        guardedCall(context, { gateway: "m2cerber", call: name }, () =>
          answer(request, name, backend, walletLink),
        ),
    },
    {
      method: "*",
      pattern: /^\/m10\/(\d+)\/?$/,
      handle: (request, [id = ""]) =>
        guardedCall(context, { gateway: "m2cerber", call: "m10", isPage: true }, () => {
          const payment = backend.payments.find((one) => one.paymentId === id)
          const lang = pickLang(request.query.get("lang"), "en")
          if (!payment) return { ok: false, error: "no payment", reply: noWalletPage(lang) }
          if (request.method === "POST") return { ok: true, reply: send(request, id, backend) }
          const at = { lang, wrong: request.query.has("wrong"), sent: request.query.has("sent") }
          return { ok: true, reply: walletPage(payment, at) }
        }),
    },
  ]
}

function answer(
  request: WebRequest,
  name: string,
  backend: M2cerberBackend,
  walletLink: (paymentId: string) => string,
): Outcome {
  const method = Object.hasOwn(API_METHODS, name) ? API_METHODS[name] : undefined
  if (!method) return { ok: false, error: "no such method", reply: page(404, "<h1>Not Found</h1>") }
  // Django's APPEND_SLASH.
  if (!request.path.endsWith("/")) {
    return { ok: false, error: "no trailing slash", reply: redirect(301, `${request.path}/`) }
  }
  try {
    if (request.method !== method.verb)
      throw new M2cerberRefusal(405, `Method "${request.method}" not allowed.`)
    return success(method.run({ backend, request, walletLink }))
  } catch (error) {
    if (error instanceof M2cerberRefusal) return refusal(error)
    throw error
  }
}

/** One press of Send. */
function send(request: WebRequest, id: string, backend: M2cerberBackend): SendReply {
  const lang = pickLang(request.query.get("lang"), "en")
  const amount = (formFields(request).amount ?? "").trim().replace(",", ".")
  try {
    backend.transfer(backend.payment(id), amount)
    return redirect(303, `/m10/${id}?lang=${lang}&sent=1`)
  } catch (error) {
    if (error instanceof ControlError) return redirect(303, `/m10/${id}?lang=${lang}&wrong=1`)
    throw error
  }
}
