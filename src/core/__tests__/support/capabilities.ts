import type { Capabilities } from "../../gateway"

/** Takes a payment and tells of it by signed notifications, and no more. */
export const PLAIN: Capabilities = {
  notifications: "signed",
  cabinetUrls: ["payment"],
  cancelPayment: false,
  confirmSent: false,
  listPayments: false,
  checkConnection: false,
  balances: false,
  payouts: false,
  holds: false,
  refunds: false,
  operationKeysMs: 0,
  receipts: false,
  testPayments: false,
}

/** Holds money, captures it once, and refunds any part of it. */
export const HOLDING: Capabilities = {
  ...PLAIN,
  holds: "once",
  refunds: "partial",
  operationKeysMs: 86_400_000,
}
