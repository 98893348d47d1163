import type { Storefront } from "../../core/shopper/storefront"

export const tegroStorefront: Storefront = {
  type: "redirect",
  title: {
    en: "Card, SBP or crypto",
    ru: "Карта, СБП или криптовалюта",
    az: "Kart, SBP və ya kripto",
  },
  description: {
    en: "You pay on Tegro.money's page and come back here.",
    ru: "Вы оплатите на странице Tegro.money и вернётесь сюда.",
    az: "Ödənişi Tegro.money səhifəsində edib bura qayıdacaqsınız.",
  },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="7" width="26" height="18" rx="3" fill="#2563eb"/><rect x="3" y="11" width="26" height="4" fill="#1e3a8a"/><circle cx="23" cy="20" r="2" fill="#fff"/></svg>',
  fields: [],
}
