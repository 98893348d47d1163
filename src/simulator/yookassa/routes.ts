import { pickLang } from "../pages/layout"
import { guardedCall, type CallContext } from "../web/call"
import { formFields, redirect, type SendReply } from "../web/message"
import type { Route } from "../web/router"
import { addressOf, answerApi, marksOf } from "./api/api"
import type { YookassaBackend } from "./backend"
import { cardOutcome, DEFAULT_CARD } from "./cards"
import { isMethod } from "./methods"
import { noPaymentPage, paymentPage } from "./page/pay-page"
import type { YookassaPayment } from "./payment"

/** The payment page's path; the real one is on another host. */
export const CHECKOUT_PATH = "/yookassa/checkout/payments/v2/contract"

/** Everything under `/yookassa/`. */
export function yookassaRoutes(
  context: CallContext,
  backend: YookassaBackend,
  checkoutUrl: (payment: YookassaPayment) => string,
): Route[] {
  const api = { backend, clock: context.clock, checkoutUrl }
  return [
    {
      method: "*",
      pattern: /^\/yookassa\/v3\/(.*)$/,
      handle: (request, [path = ""]) => {
        const at = addressOf(request.method, path)
        const about = { gateway: "yookassa", call: at.name, marks: marksOf(request) } as const
        return guardedCall(context, about, () => answerApi(request, at, api))
      },
    },
    {
      method: "*",
      pattern: new RegExp(`^${CHECKOUT_PATH}$`),
      handle: (request) =>
        guardedCall(context, { gateway: "yookassa", call: "checkout", isPage: true }, () => {
          backend.expireDue()
          const payment = backend.payments.find((one) => one.id === request.query.get("orderId"))
          const lang = pickLang(request.query.get("lang"), payment?.lang ?? "ru")
          if (!payment) return { ok: false, error: "no payment", reply: noPaymentPage(lang) }
          const action = `${CHECKOUT_PATH}?orderId=${payment.id}`
          if (request.method === "POST")
            return { ok: true, reply: act(payment, formFields(request), backend, `${action}&lang=${lang}`) }
          const declined = request.query.get("declined")
          return {
            ok: true,
            reply: paymentPage(payment, { lang, action, methods: backend.methods(payment), declined }),
          }
        }),
    },
  ]
}

/**
 * The four buttons. A decline on the page of all methods leaves the payment open, so that the payer tries again; where
 * the merchant chose the method, it is the end. A second press, or one on a finished payment, changes nothing.
 */
function act(
  payment: YookassaPayment,
  form: Record<string, string>,
  backend: YookassaBackend,
  here: string,
): SendReply {
  if (payment.status !== "pending" || form.action === "leave") return redirect(303, payment.returnUrl)
  if (form.action === "expire") backend.expire(payment)
  const method =
    isMethod(form.method) && backend.methods(payment).includes(form.method) ? form.method : undefined
  const reason = form.action === "decline" ? "general_decline" : reasonOf(method, form.card)
  if (form.action === "pay" && reason === null)
    backend.pay(payment, { method, card: form.card || DEFAULT_CARD })
  if (payment.status === "pending" && reason !== null) {
    if (payment.methodAsked === null) return redirect(303, `${here}&declined=${encodeURIComponent(reason)}`)
    backend.decline(payment, reason)
  }
  return redirect(303, payment.returnUrl)
}

/** Why this card, where it is one, does not pay. */
function reasonOf(method: string | undefined, card: string | undefined): string | null {
  return method === undefined || method === "bank_card"
    ? cardOutcome((card || DEFAULT_CARD).replace(/\s/g, "")).reason
    : null
}
