import type { ErrorCode, ErrorKind } from "../error-catalogue"
import type { Locale, Localized } from "./storefront"

/** An error's code or kind for which there is a text, or another name of a text. */
type Name =
  | Extract<
      ErrorCode,
      | "currency_not_supported"
      | "amount_not_supported"
      | "already_paid"
      | "order_canceled"
      | "payer_wallet_required"
      | "payer_contact_required"
    >
  | Extract<ErrorKind, "declined" | "unavailable" | "outcome_unknown" | "integrity">
  | "not_taken"
  | "not_taken_now"

/** Texts for shoppers when something does not work. */
const TEXTS: Readonly<Record<Name, Localized>> = {
  currency_not_supported: {
    en: "This way to pay does not take this currency. Please choose another one.",
    ru: "Этим способом нельзя заплатить в этой валюте. Выберите, пожалуйста, другой.",
    az: "Bu üsulla həmin valyutada ödəmək olmur. Zəhmət olmasa, başqasını seçin.",
  },
  amount_not_supported: {
    en: "This amount cannot be paid this way. Please choose another one.",
    ru: "Эту сумму нельзя заплатить этим способом. Выберите, пожалуйста, другой.",
    az: "Bu məbləği həmin üsulla ödəmək olmur. Zəhmət olmasa, başqasını seçin.",
  },
  already_paid: {
    en: "This is paid already. Your order is on its way; please do not pay again.",
    ru: "Это уже оплачено. Заказ оформляется; пожалуйста, не платите ещё раз.",
    az: "Bu artıq ödənilib. Sifarişiniz rəsmiləşdirilir; zəhmət olmasa, təkrar ödəməyin.",
  },
  order_canceled: {
    en: "This order was canceled. Please do not pay for it.",
    ru: "Этот заказ отменён. Пожалуйста, не оплачивайте его.",
    az: "Bu sifariş ləğv edilib. Zəhmət olmasa, onu ödəməyin.",
  },
  payer_wallet_required: {
    en: "Enter the number of the wallet that you will pay from.",
    ru: "Укажите номер кошелька, с которого заплатите.",
    az: "Ödəniş edəcəyiniz pulqabının nömrəsini yazın.",
  },
  payer_contact_required: {
    en: "Enter your e-mail: the receipt is sent there.",
    ru: "Укажите электронную почту: на неё придёт чек.",
    az: "E-poçtunuzu yazın: çek ora göndərilir.",
  },
  declined: {
    en: "The payment could not be started. Please choose another way to pay.",
    ru: "Не удалось начать оплату. Выберите, пожалуйста, другой способ.",
    az: "Ödənişə başlamaq olmadı. Zəhmət olmasa, başqa üsul seçin.",
  },
  unavailable: {
    en: "The payment service does not answer at the moment. Nothing was charged; please try again.",
    ru: "Платёжный сервис сейчас не отвечает. Деньги не списаны; попробуйте ещё раз.",
    az: "Ödəniş xidməti hazırda cavab vermir. Pul çıxılmayıb; yenidən cəhd edin.",
  },
  outcome_unknown: {
    en: "The payment service gave no clear answer. Nothing was charged; please try again.",
    ru: "Платёжный сервис не дал ясного ответа. Деньги не списаны; попробуйте ещё раз.",
    az: "Ödəniş xidməti aydın cavab vermədi. Pul çıxılmayıb; yenidən cəhd edin.",
  },
  integrity: {
    en: "The payment service gave an unexpected answer. Nothing was charged; please try again.",
    ru: "Платёжный сервис ответил не так, как ожидалось. Деньги не списаны; попробуйте ещё раз.",
    az: "Ödəniş xidməti gözlənilməz cavab verdi. Pul çıxılmayıb; yenidən cəhd edin.",
  },
  not_taken: {
    en: "The payment service did not take it: the money may be on its way. Please wait a moment.",
    ru: "Платёжный сервис этого не принял: возможно, деньги уже в пути. Подождите немного.",
    az: "Ödəniş xidməti bunu qəbul etmədi: pul yolda ola bilər. Bir az gözləyin.",
  },
  not_taken_now: {
    en: "The payment service did not take it at the moment; the payment is as it was. Please try again.",
    ru: "Платёжный сервис сейчас этого не принял; платёж остался прежним. Попробуйте ещё раз.",
    az: "Ödəniş xidməti hazırda bunu qəbul etmədi; ödəniş olduğu kimi qalıb. Yenidən cəhd edin.",
  },
}

/** The text of this name in a shopper's language; undefined where there is none. */
export function shopperText(name: Name, locale: Locale): string
export function shopperText(name: string, locale: Locale): string | undefined
export function shopperText(name: string, locale: Locale): string | undefined {
  return Object.hasOwn(TEXTS, name) ? TEXTS[name as Name][locale] : undefined
}
