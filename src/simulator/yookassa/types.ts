/** The life of a payment, and of a refund without the hold. */
export type YookassaStatus = "pending" | "waiting_for_capture" | "succeeded" | "canceled"

/** Events of the cabinet's notification settings. A canceled refund has none. */
export const YOOKASSA_EVENTS = [
  "payment.waiting_for_capture",
  "payment.succeeded",
  "payment.canceled",
  "refund.succeeded",
] as const

export type YookassaEvent = (typeof YOOKASSA_EVENTS)[number]

/** Why a payment or a refund was canceled, and who did it. */
export interface Cancellation {
  party: string
  reason: string
}

/** One payment as `state()` shows it. Amounts are decimal strings with two decimals. */
export interface YookassaPaymentState {
  id: string
  shopId: string
  status: YookassaStatus
  /** What was asked for. */
  amount: string
  currency: string
  /** Money that the shop has taken; null before. */
  captured: string | null
  /** Refunds that have succeeded. */
  refunded: string
  /** One-stage, or held until it is captured. */
  capture: boolean
  /** Chosen method; null while the payer has not chosen. */
  method: string | null
  description: string | null
  metadata: Record<string, string>
  returnUrl: string
  /** Hosted payment page. */
  url: string
  test: boolean
  /** As sent: the payment's own, then that of a partial capture. */
  receipts: unknown[]
  cancellation: Cancellation | null
  createdAt: string
  /** When a pending payment or a hold ends by itself; null once it is final. */
  expiresAt: string | null
  capturedAt: string | null
}

/** One refund as `state()` shows it. */
export interface YookassaRefundState {
  id: string
  shopId: string
  paymentId: string
  status: YookassaStatus
  amount: string
  currency: string
  description: string | null
  metadata: Record<string, string>
  /** Made through the API, or by hand in the cabinet. */
  via: "api" | "cabinet"
  receipt: unknown
  cancellation: Cancellation | null
  createdAt: string
}

/** One shop as `state()` shows it. */
export interface YookassaShopState extends YookassaSettings {
  shopId: string
  test: boolean
}

/** The settings of the cabinet, and what the documents leave open. */
export interface YookassaSettings {
  notifyUrl: string
  /** Events that are notified of. Default all. */
  events: YookassaEvent[]
  /** Receipts by 54-FZ: none, through a cash register of a third party, or through YooKassa's own "Cheki". */
  receipts: "off" | "third_party" | "cheki"
  /** Smallest and largest payment, decimal text. Default "1.00" and "350000.00". */
  minAmount: string
  maxAmount: string
  /** The status of a new refund. Default "succeeded", at once. */
  refunds: "succeeded" | "pending" | "canceled"
  /** Why a refund is canceled. Default "insufficient_funds". */
  refundReason: string
  /** What `amount` shows once a part has been captured. Default "captured". */
  partialAmount: "captured" | "original"
  /** A key that was used for another request: an error, or the first answer. Default "error". */
  reusedKey: "error" | "stored"
  /** Whether a refused request uses its key up. Default false. */
  keepsErrors: boolean
  /** Status of the answer about an unknown payment. Default 404. */
  notFound: 404 | 400
  /** Whether `GET /me` is open to shops. Default true. */
  me: boolean
}

/** Any part of the settings. */
export type YookassaShopPatch = Partial<YookassaSettings>
