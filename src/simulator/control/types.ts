import type { CallState } from "../calls"
import type { FaultRule, FaultState, GatewayName } from "../faults"
import type {
  M2cerberPaymentState,
  M2cerberPayoutState,
  M2cerberQuirks,
  M2cerberQuirksPatch,
} from "../m2cerber/types"
import type { NotificationFields } from "../notifier/encode"
import type { NotificationPolicy, NotificationPolicyPatch } from "../notifier/policy"
import type { NotificationState } from "../notifier/record"
import type { FlushOptions } from "../notifier/shuffle"
import type {
  YookassaPaymentState,
  YookassaRefundState,
  YookassaShopPatch,
  YookassaShopState,
} from "../yookassa/types"
import type { TegroOrderState, TegroShopPatch, TegroWithdrawalState } from "../tegro/types"

/** Everything the simulator knows, without secrets and signatures. */
export interface SimulatorState {
  /** ISO 8601 by the simulator's clock. */
  now: string
  tegro: {
    orders: TegroOrderState[]
    withdrawals: TegroWithdrawalState[]
    /** Public key of the shop → currency → decimal string. */
    balances: Record<string, Record<string, string>>
  }
  m2cerber: {
    payments: M2cerberPaymentState[]
    payouts: M2cerberPayoutState[]
    /** Merchant id → what is left for payouts, AZN. */
    payoutBalances: Record<string, string>
    quirks: M2cerberQuirks
  }
  yookassa: {
    payments: YookassaPaymentState[]
    refunds: YookassaRefundState[]
    /** Their settings. */
    shops: YookassaShopState[]
  }
  /** Oldest first. */
  notifications: NotificationState[]
  /** The last thousand, oldest first. */
  calls: CallState[]
  /** YooKassa: keys under which more than one request has come, of all calls. */
  reusedKeys: string[]
  faults: FaultState[]
  policies: Record<GatewayName, NotificationPolicy>
}

/** How an order is paid. `amount` other than asked is a part- or over-payment. */
export interface TegroPayOptions {
  /** Decimal text such as "100.50"; default: what was asked. */
  amount?: string
  /** Number of the method; default: the chosen one, or 36. */
  paymentSystem?: number
  /** Marks it as a test payment, or takes the mark off. */
  test?: boolean
}

/** A hand-made notification. */
export interface ForgeRequest {
  url: string
  fields: NotificationFields
  /** "valid" signs with the real secret, as somebody who has stolen it could. Default "wrong". */
  sign?: "wrong" | "none" | "valid"
  /** Further headers, such as an `X-Forwarded-For`. */
  headers?: Record<string, string>
}

/** The receiver's answer to a forged notification; `status` is null when there was none. */
export interface ForgeAnswer {
  status: number | null
  body: string
}

/** What can be done to Tegro from outside its protocol. Orders are named by either number. */
export interface TegroControl {
  pay(idOrReference: number | string, options?: TegroPayOptions): Promise<TegroOrderState>
  fail(idOrReference: number | string): Promise<TegroOrderState>
  cancel(idOrReference: number | string): Promise<TegroOrderState>
  /** Any status after any other. */
  setStatus(idOrReference: number | string, status: number): Promise<TegroOrderState>
  configureShop(publicKey: string, patch: TegroShopPatch): Promise<void>
  /** 1 = paid out, 9 = cancelled, which gives the money back. */
  settleWithdrawal(id: number | string, status: 1 | 9): Promise<TegroWithdrawalState>
}

/** What can be done to m2cerber from outside its protocol. */
export interface M2cerberControl {
  /** The payer sends money; any sum, any number of times, even after a cancellation. Decimal text, AZN. */
  transfer(paymentId: number | string, amount: string): Promise<M2cerberPaymentState>
  cancel(paymentId: number | string): Promise<M2cerberPaymentState>
  /** The gateway gives up waiting; looks like a cancellation from outside. */
  expire(paymentId: number | string): Promise<M2cerberPaymentState>
  setStatus(paymentId: number | string, status: string): Promise<M2cerberPaymentState>
  settlePayout(paymentId: number | string, outcome: "confirm" | "cancel"): Promise<M2cerberPayoutState>
  configure(patch: M2cerberQuirksPatch): Promise<M2cerberQuirks>
}

export interface YookassaPayOptions {
  /** Default: the merchant's choice, or the first on offer. */
  method?: string
  /** One of the documents' test cards; one that is declined cancels the payment. */
  card?: string
}

/** What can be done to YooKassa from outside its protocol. Payments are named by id or by a value of their metadata. */
export interface YookassaControl {
  pay(idOrReference: string, options?: YookassaPayOptions): Promise<YookassaPaymentState>
  /** Fails for good. Default "general_decline". */
  decline(idOrReference: string, reason?: string): Promise<YookassaPaymentState>
  /** The payer, or the shop that should capture, takes too long. */
  expire(idOrReference: string): Promise<YookassaPaymentState>
  /** In the cabinet: takes the hold, or a part of it. Decimal text. */
  capture(idOrReference: string, amount?: string): Promise<YookassaPaymentState>
  /** In the cabinet: lets the hold go. */
  cancel(idOrReference: string): Promise<YookassaPaymentState>
  /** In the cabinet: all that is left, or a part. Becomes what the shop's `refunds` says. */
  refund(idOrReference: string, amount?: string): Promise<YookassaRefundState>
  /** "succeeded", or the reason why a pending refund is canceled. */
  settleRefund(id: string, outcome?: string): Promise<YookassaRefundState>
  configureShop(shopId: string, patch: YookassaShopPatch): Promise<void>
}

export interface NotificationsControl {
  policy(gateway: GatewayName, patch: NotificationPolicyPatch): Promise<NotificationPolicy>
  /** Sends what is held, one after another; resolves when each has been tried once. */
  flush(options?: FlushOptions): Promise<{ flushed: number }>
  /** Sends one again; resolves with its state after that try. */
  redeliver(id: string): Promise<NotificationState>
  /** Resolves when no delivery or retry is pending, held and dropped ones aside. */
  idle(): Promise<void>
  forge(gateway: GatewayName, request: ForgeRequest): Promise<ForgeAnswer>
}

/** The actions under `/control/`, in process. */
export interface SimulatorControl {
  state(): Promise<SimulatorState>
  /** Empties all records and undoes policies, quirks, faults and the clock. URLs set for a shop stay. */
  reset(): Promise<void>
  tegro: TegroControl
  m2cerber: M2cerberControl
  yookassa: YookassaControl
  faults: { add(rule: FaultRule): Promise<FaultState>; clear(): Promise<void> }
  notifications: NotificationsControl
  /** Moves the simulator's clock forward: expiry, delays and retries become due. */
  clock: { advance(ms: number): Promise<{ now: string }> }
}
