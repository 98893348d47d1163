/** Statuses of `get_status`; a paid one is shown as "accept" or "confirm", see {@link M2cerberQuirks}. */
export type M2cerberStatus = "pending" | "confirming" | "accept" | "cancel"

/** One payment as `state()` shows it. Sums are decimal strings, AZN. */
export interface M2cerberPaymentState {
  paymentId: string
  merchId: string
  userWallet: string
  /** What was asked for. */
  sum: string
  /** What came so far. */
  received: string
  /** Each arrival, oldest first. */
  transfers: string[]
  status: string
  callbackUrl: string
  walletNumber: string
  walletLink: string
  /** As the merchant sent it. */
  createTime: string
  createdAt: string
}

/** One payout as `state()` shows it. */
export interface M2cerberPayoutState {
  paymentId: string
  merchId: string
  walletNumber: string
  sum: string
  status: string
  callbackUrl: string
  createdAt: string
}

/** What the documents leave open. */
export interface M2cerberQuirks {
  /** Formula names per call, see `SIGNATURE_FORMULAS`. */
  signature: Record<string, string>
  /** Where GET data may come. Default "either". */
  getTransport: "query" | "body" | "either"
  /** Form of `image`. Default "base64-png". */
  image: "base64-png" | "python-repr" | "garbage" | "none"
  /** Type of `payment_id` in answers. Default "number", as the samples show. */
  idType: "number" | "string"
  /** `paymnet_id` in the answer of update_status, as documented. Default true. */
  misspelt: boolean
  /** "sum": canceled_sum, confirm_sum, pending_sum; "short": without `_sum`. Default "sum". */
  balanceKeys: "sum" | "short"
  /** What get_status calls a paid payment. Default "accept". */
  paidStatus: "accept" | "confirm"
  /** What get_status calls a payment that the payer claims to have sent. Default "confirming". */
  claimedStatus: "confirming" | "accept"
  /** The error for an unknown payment: `{"error": "payment not found"}` or `{"detail": "Not found."}`. */
  notFound: "error" | "detail"
}

/** Any part of the quirks. */
export type M2cerberQuirksPatch = Partial<Omit<M2cerberQuirks, "signature">> & {
  signature?: Partial<Record<string, string>>
}
