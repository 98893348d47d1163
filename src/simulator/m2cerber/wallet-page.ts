import { showUnits } from "../money"
import { html, type Html } from "../pages/html"
import { langNav, layout, type Lang } from "../pages/layout"
import type { SendReply } from "../web/message"
import { received, type M2cerberPayment } from "./payment"

const TEXTS = {
  ru: {
    title: "Отправить деньги",
    to: "Кошелёк получателя",
    asked: "К оплате",
    got: "Уже получено",
    left: "Осталось",
    amount: "Сумма, AZN",
    send: "Отправить",
    sent: "Отправлено",
    paid: "Оплата получена полностью",
    canceled: "Платёж отменён. Отправленные деньги всё равно придут.",
    wrong: "Введите сумму, например 200.50",
    none: "Платёж не найден",
  },
  en: {
    title: "Send money",
    to: "Recipient's wallet",
    asked: "To pay",
    got: "Received so far",
    left: "Still to pay",
    amount: "Sum, AZN",
    send: "Send",
    sent: "Sent",
    paid: "Paid in full",
    canceled: "The payment is cancelled. Money sent now will arrive all the same.",
    wrong: "Enter a sum such as 200.50",
    none: "Payment not found",
  },
} as const

/** The m10 app's "send money" screen: any sum, any number of times. */
export function walletPage(
  payment: M2cerberPayment,
  at: { lang: Lang; wrong?: boolean; sent?: boolean },
): SendReply {
  const text = TEXTS[at.lang]
  const came = received(payment)
  const left = payment.asked > came ? payment.asked - came : 0n
  const content = html`<div class="card">
    <h1>${text.title}</h1>
    ${at.sent && html`<p class="ok" data-testid="sent">${text.sent} ✓</p>`}
    ${at.wrong && html`<p class="bad">${text.wrong}</p>`}
    ${payment.status === "accept" && html`<p class="ok" data-testid="paid">${text.paid}</p>`}
    ${payment.status === "cancel" && html`<p class="warn" data-testid="canceled">${text.canceled}</p>`}
    <p class="soft">${text.to}</p>
    <p class="sum" data-testid="wallet-number">${payment.walletNumber}</p>
    <dl>
      <dt>№</dt>
      <dd>${payment.paymentId}</dd>
      <dt>${text.asked}</dt>
      <dd data-testid="asked">${showUnits(payment.asked)} AZN</dd>
      <dt>${text.got}</dt>
      <dd data-testid="received">${showUnits(came)} AZN</dd>
      <dt>${text.left}</dt>
      <dd data-testid="left">${showUnits(left)} AZN</dd>
    </dl>
    ${sendForm(payment, at.lang, left)}
  </div>`
  const nav = langNav(at.lang, (other) => `?lang=${other}`)
  return layout({ lang: at.lang, title: text.title, brand: "m10", content, nav })
}

export function noWalletPage(lang: Lang): SendReply {
  const content = html`<div class="card"><h1>${TEXTS[lang].none}</h1></div>`
  return layout({ lang, title: TEXTS[lang].none, brand: "m10", content, status: 404 })
}

function sendForm(payment: M2cerberPayment, lang: Lang, left: bigint): Html {
  const text = TEXTS[lang]
  const suggested = left > 0n ? showUnits(left) : ""
  return html`<form method="post" action="/m10/${payment.paymentId}?lang=${lang}">
    <div class="row">
      <label
        >${text.amount}<input
          type="text"
          inputmode="decimal"
          name="amount"
          value="${suggested}"
          required
          data-testid="amount-input"
      /></label>
      <button class="main" data-testid="send">${text.send}</button>
    </div>
  </form>`
}
