import type { Localized, Storefront } from "../../core/shopper/storefront"

/** The number of the wallet that the shopper pays from. */
export const PAYER_WALLET = "user_wallet"

/** The error for a number that cannot be a wallet's. */
export const WALLET_WANTED: Localized = {
  en: "Enter the number of the m10 wallet that you will pay from: 994 and nine digits, as in +994 50 123 45 67.",
  ru: "Укажите номер кошелька m10, с которого заплатите: 994 и девять цифр, например +994 50 123 45 67.",
  az: "Ödəniş edəcəyiniz m10 pulqabının nömrəsini yazın: 994 və doqquz rəqəm, məsələn, +994 50 123 45 67.",
}

export const m2cerberStorefront: Storefront = {
  type: "transfer",
  title: { en: "m10 transfer", ru: "Перевод m10", az: "m10 köçürməsi" },
  description: {
    en: "You send the sum from your m10 wallet; we see it arrive.",
    ru: "Вы отправите сумму со своего кошелька m10; мы увидим, когда она придёт.",
    az: "Məbləği m10 pulqabınızdan göndərirsiniz; çatanda görəcəyik.",
  },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="8" y="2" width="16" height="28" rx="4" fill="#7c3aed"/><path d="M12 13h6l-2-2m4 8h-6l2 2" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  fields: [
    {
      name: PAYER_WALLET,
      label: {
        en: "Number of your m10 wallet",
        ru: "Номер вашего кошелька m10",
        az: "m10 pulqabınızın nömrəsi",
      },
      required: true,
      pattern: "[+]?[0-9 \\(\\)\\-]{7,22}",
      phone: { country: "994", trunk: "0", groups: [2, 3, 2, 2], example: "501234567" },
    },
  ],
}
