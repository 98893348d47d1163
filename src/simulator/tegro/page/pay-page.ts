import { html, httpUrl, type Html } from "../../pages/html"
import { langNav, layout, type Lang } from "../../pages/layout"
import type { SendReply } from "../../web/message"
import type { TegroBackend } from "../backend"
import { isOpen, type TegroOrder } from "../order"
import { PAY_METHODS, PAY_TEXTS } from "./texts"
import { phpUrlencode } from "../php"
import { TEGRO_STATUS } from "../types"

const BRAND = "Tegro.money"

/** The hosted checkout, or the outcome of the order. `left`: the buyer pressed Leave, and there is no address to go to. */
export function orderPage(
  order: TegroOrder,
  backend: TegroBackend,
  at: { lang: Lang; action: string; left?: boolean },
): SendReply {
  const text = PAY_TEXTS[at.lang]
  const open = isOpen(order)
  const content = html`<div class="card">
    <h1>${open ? text.title : statusText(order, at.lang)}</h1>
    ${order.test && html`<p class="warn" data-testid="test-payment">${text.test}</p>`}
    ${at.left && html`<p class="warn">${text.left}</p>`} ${summary(order, backend, at.lang)}
    ${open ? payForm(order, at) : backLink(order, at.lang)}
  </div>`
  const nav = langNav(at.lang, (other) => `${at.action}?lang=${other}`)
  return layout({ lang: at.lang, title: `${text.title} ${order.id}`, brand: BRAND, content, nav })
}

/** The error that the real pages show instead of a checkout, with HTTP 200 as there. */
export function payErrorPage(message: string, lang: Lang, status = 200): SendReply {
  const text = PAY_TEXTS[lang]
  const content = html`<div class="card">
    <h1>${text.error}</h1>
    <p class="bad" data-testid="pay-error">${message}</p>
  </div>`
  return layout({ lang, title: text.error, brand: BRAND, content, status })
}

function summary(order: TegroOrder, backend: TegroBackend, lang: Lang): Html {
  const text = PAY_TEXTS[lang]
  const bill = backend.bill(order)
  return html`<p class="sum" data-testid="amount">${bill.total} ${order.currency}</p>
    <dl>
      <dt>${text.order}</dt>
      <dd data-testid="order-number">${order.reference}</dd>
      <dt>№</dt>
      <dd>${order.id}</dd>
      <dt>${text.shop}</dt>
      <dd>${order.shop.fixture.name}</dd>
      ${
        order.shop.feeOnBuyer &&
        html`<dt>${text.fee}</dt>
          <dd>${bill.fee} ${order.currency}</dd>`
      }
      ${(order.receipt ?? []).map(
        (item) =>
          html`<dt>${item.name}</dt>
            <dd>${item.count} × ${item.price}</dd>`,
      )}
    </dl>`
}

function payForm(order: TegroOrder, at: { lang: Lang; action: string }): Html {
  const text = PAY_TEXTS[at.lang]
  const chosen = order.paymentSystem ?? PAY_METHODS[0]?.id
  const methods = PAY_METHODS.some(({ id }) => id === chosen)
    ? PAY_METHODS
    : [{ id: chosen, ru: `№ ${chosen}`, en: `No. ${chosen}` }, ...PAY_METHODS]
  const radios = methods.map(
    (method) =>
      html`<label class="method"
        ><input
          type="radio"
          name="payment_system"
          value="${method.id}"
          ${method.id === chosen && html`checked`}
        />${method[at.lang]}</label
      >`,
  )
  return html`<form method="post" action="${at.action}?lang=${at.lang}">
    <fieldset>
      <legend>${text.method}</legend>
      ${radios}
    </fieldset>
    <div class="pay-buttons">
      <button class="main" name="action" value="pay" data-testid="pay">${text.pay}</button>
      <button class="danger" name="action" value="fail" data-testid="fail">${text.fail}</button>
      <button name="action" value="leave" data-testid="leave">${text.leave}</button>
    </div>
  </form>`
}

function statusText(order: TegroOrder, lang: Lang): string {
  const text = PAY_TEXTS[lang]
  switch (order.status) {
    case TEGRO_STATUS.paid:
      return text.paid
    case TEGRO_STATUS.refunded:
      return text.refunded
    case TEGRO_STATUS.cancelled:
      return text.cancelled
    default:
      return text.failed
  }
}

function backLink(order: TegroOrder, lang: Lang): Html | false {
  const url = returnUrl(order, order.status === TEGRO_STATUS.paid ? "success" : "fail")
  return url !== "" && html`<a class="button" data-testid="back" href="${url}">${PAY_TEXTS[lang].back}</a>`
}

/** Where the buyer goes afterwards: the payment's own address or the shop's, with `order_id` added; "" if none. */
export function returnUrl(order: TegroOrder, kind: "success" | "fail"): string {
  const { shop } = order
  const chosen = kind === "success" ? order.successUrl || shop.successUrl : order.failUrl || shop.failUrl
  if (httpUrl(chosen) === "") return ""
  const [address = "", hash] = chosen.split(/#(.*)/s)
  const joint = address.includes("?") ? "&" : "?"
  return `${address}${joint}order_id=${phpUrlencode(order.reference)}${hash === undefined ? "" : `#${hash}`}`
}
