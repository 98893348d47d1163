/** A way to pay that the merchant may choose for the shopper, and whether its money can be held. */
interface PaymentMethod {
  holds: boolean
}

/**
 * YooKassa's ways to pay that need nothing from the shopper but a visit to its page, by their own names. Those that want
 * further data (phone, purpose of a transfer) or return no money (cash) are left to YooKassa's page of all methods.
 */
export const PAYMENT_METHODS = {
  bank_card: { holds: true },
  sbp: { holds: false },
  yoo_money: { holds: true },
  sberbank: { holds: true },
  tinkoff_bank: { holds: true },
  sber_loan: { holds: true },
  sber_bnpl: { holds: true },
  alfa_pay: { holds: false },
} as const satisfies Record<string, PaymentMethod>

export type PaymentMethodName = keyof typeof PAYMENT_METHODS
