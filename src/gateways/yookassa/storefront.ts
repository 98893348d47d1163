import type { Storefront } from "../../core/shopper/storefront"

export const yookassaStorefront: Storefront = {
  type: "redirect",
  title: {
    en: "Bank card, SBP, YooMoney",
    ru: "Банковская карта, СБП, ЮMoney",
    az: "Bank kartı, SBP, YooMoney",
  },
  description: {
    en: "You pay on YooKassa's page and come back here.",
    ru: "Вы оплатите на странице ЮKassa и вернётесь сюда.",
    az: "Ödənişi YooKassa səhifəsində edib bura qayıdacaqsınız.",
  },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M5 5h22v23l-3.7-2.5-3.6 2.5-3.7-2.5-3.7 2.5-3.6-2.5L5 28z" fill="#0f766e"/><path d="M10 11h12M10 16h7" stroke="#fff" stroke-width="2" stroke-linecap="round"/><circle cx="21.5" cy="18.5" r="3" fill="#5eead4"/></svg>',
  fields: [],
}
