/**
 * YooKassa's payment methods that a merchant may choose for the shopper, and whether their money can be held. Methods that
 * need more data (phone, purpose of a transfer) or return no money (cash) are left to YooKassa's page of all methods.
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
} as const satisfies Record<string, { holds: boolean }>

export type PaymentMethodName = keyof typeof PAYMENT_METHODS
