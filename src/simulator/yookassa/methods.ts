const DAY_MS = 24 * 60 * 60 * 1000

/** A payment method: documented, "Payment methods". */
export interface Method {
  title: string
  ru: string
  en: string
  /** How long the money is held; null where it cannot be. */
  holdMs: number | null
  inTestShops: boolean
}

/** The simulated payment methods; the real gateway has more. */
export const METHODS = {
  bank_card: {
    title: "Bank card",
    ru: "Банковская карта",
    en: "Bank card",
    holdMs: 7 * DAY_MS,
    inTestShops: true,
  },
  yoo_money: {
    title: "YooMoney wallet",
    ru: "ЮMoney",
    en: "YooMoney",
    holdMs: 7 * DAY_MS,
    inTestShops: true,
  },
  sbp: { title: "SBP", ru: "СБП", en: "SBP fast payments", holdMs: null, inTestShops: false },
  sberbank: { title: "SberPay", ru: "SberPay", en: "SberPay", holdMs: 7 * DAY_MS, inTestShops: false },
  tinkoff_bank: { title: "T-Pay", ru: "T-Pay", en: "T-Pay", holdMs: 7 * DAY_MS, inTestShops: false },
} as const satisfies Record<string, Method>

export type MethodName = keyof typeof METHODS

export function isMethod(name: unknown): name is MethodName {
  return typeof name === "string" && Object.hasOwn(METHODS, name)
}

/** How long a payer has to pay: documented. */
export const TO_PAY_MS = 60 * 60 * 1000
