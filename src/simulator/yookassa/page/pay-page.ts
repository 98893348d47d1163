import { showUnits } from "../../money"
import { html, type Html } from "../../pages/html"
import { langNav, layout, type Lang } from "../../pages/layout"
import type { SendReply } from "../../web/message"
import { TEST_CARDS } from "../cards"
import { METHODS, type MethodName } from "../methods"
import { PAY_TEXTS } from "./texts"
import type { YookassaPayment } from "../payment"

const BRAND = "YooKassa"

/** Where the page is shown, and what has just happened on it. */
interface PageAt {
  lang: Lang
  /** Path with the order's id. */
  action: string
  methods: readonly MethodName[]
  /** Reason of the last try. */
  declined: string | null
}

/** The hosted payment page, or the outcome of the payment. */
export function paymentPage(payment: YookassaPayment, at: PageAt): SendReply {
  const text = PAY_TEXTS[at.lang]
  const open = payment.status === "pending"
  const content = html`<div class="card">
    <h1 data-testid="status">${open ? text.title : text[payment.status]}</h1>
    ${payment.shop.test && html`<p class="warn" data-testid="test-payment">${text.test}</p>`}
    ${at.declined !== null && html`<p class="bad" role="alert" data-testid="declined">${text.declined} (${at.declined})</p>`}
    ${summary(payment, at.lang)} ${open ? payForm(at) : backLink(payment, at.lang)}
  </div>`
  const nav = langNav(at.lang, (other) => `${at.action}&lang=${other}`)
  return layout({ lang: at.lang, title: `${text.title} ${BRAND}`, brand: BRAND, content, nav })
}

export function noPaymentPage(lang: Lang): SendReply {
  const text = PAY_TEXTS[lang]
  const content = html`<div class="card">
    <h1>${text.error}</h1>
    <p class="bad" data-testid="pay-error">${text.notFound}</p>
  </div>`
  return layout({ lang, title: text.error, brand: BRAND, content, status: 404 })
}

function summary(payment: YookassaPayment, lang: Lang): Html {
  const text = PAY_TEXTS[lang]
  return html`<p class="sum" data-testid="amount">${showUnits(payment.asked)} ${payment.currency}</p>
    ${!payment.capture && payment.status === "pending" && html`<p class="soft" data-testid="hold">${text.hold}</p>`}
    <dl>
      <dt>№</dt>
      <dd data-testid="payment-id">${payment.id}</dd>
      <dt>${text.shop}</dt>
      <dd>${payment.shop.id}</dd>
      ${
        payment.description !== null &&
        html`<dt>${text.about}</dt>
          <dd data-testid="description">${payment.description}</dd>`
      }
      ${receiptLines(payment)}
    </dl>`
}

/** The receipt has been checked when it came. */
function receiptLines({ receipts: [first] }: YookassaPayment): Html[] {
  const { items = [] } = (first ?? {}) as { items?: ReceiptLine[] }
  return items.map(
    ({ description, quantity, amount }) =>
      html`<dt>${description}</dt>
        <dd>${quantity} × ${amount.value}</dd>`,
  )
}

interface ReceiptLine {
  description: string
  quantity: string | number
  amount: { value: string }
}

function payForm(at: PageAt): Html {
  const text = PAY_TEXTS[at.lang]
  const radios = at.methods.map(
    (name, index) =>
      html`<label class="method"
        ><input type="radio" name="method" value="${name}" ${index === 0 && html`checked`} />${
          METHODS[name][at.lang]
        }</label
      >`,
  )
  return html`<form method="post" action="${at.action}&lang=${at.lang}">
    <fieldset>
      <legend>${text.method}</legend>
      ${radios}
    </fieldset>
    ${at.methods.includes("bank_card") && cardField(at.lang)}
    <div class="pay-buttons">
      <button class="main" name="action" value="pay" data-testid="pay">${text.pay}</button>
      <button class="danger" name="action" value="decline" data-testid="decline">${text.decline}</button>
      <button name="action" value="expire" data-testid="expire">${text.expire}</button>
      <button name="action" value="leave" data-testid="leave">${text.leave}</button>
    </div>
  </form>`
}

/** Test cards only: no real number may ever be typed here. */
function cardField(lang: Lang): Html {
  const text = PAY_TEXTS[lang]
  const cards = TEST_CARDS.map(
    ([number, outcome]) =>
      html`<option value="${number}">${number} ${outcome === "" ? text.pays : outcome}</option>`,
  )
  return html`<fieldset>
    <legend>${text.cards}</legend>
    <select name="card" data-testid="card" aria-label="${text.card}" autocomplete="off">
      ${cards}
    </select>
  </fieldset>`
}

/** The address is one for both outcomes, with nothing added: documented. */
function backLink(payment: YookassaPayment, lang: Lang): Html {
  return html`<a class="button" data-testid="back" href="${payment.returnUrl}">${PAY_TEXTS[lang].leave}</a>`
}
