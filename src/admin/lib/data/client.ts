import type {
  BalanceHistoryResponse,
  BalancesResponse,
  CheckResponse,
  ConnectionCheckResponse,
  ConnectionsResponse,
  LiveStoreResponse,
  NotificationsResponse,
  OrderPaymentsResponse,
  PaymentResponse,
  PaymentsResponse,
  PayoutActionResponse,
  PayoutResponse,
  PayoutsResponse,
  ProblemAction,
  ProblemActionResponse,
  ProblemsCountResponse,
  ProblemsResponse,
  ProvidersResponse,
  ReplayResponse,
  StatementResponse,
} from "../../../api/admin/payment-gateways/types"
import { sdk } from "./sdk"
import { send } from "./send"

/** Filters and page of a list, as its route takes them; undefined ones are left out. */
export type Query = Record<string, string | number | undefined>

interface NewPayout {
  provider_id: string
  amount: string
  currency_code: string
  account: string
  payment_system?: number
  note?: string
  /** The same key again is the same payout. */
  idempotency_key: string
}

const ROOT = "/admin/payment-gateways"

const read = <T>(path: string, query?: Query) => sdk.client.fetch<T>(`${ROOT}${path}`, { query })
const post = <T>(path: string, body: object = {}) => send<T>(`${ROOT}${path}`, body)
const part = encodeURIComponent

/** A part of one of Medusa's payments. */
export interface MoneyMove {
  paymentId: string
  /** Decimal string in major units. */
  amount: string
}

// Medusa takes amounts as numbers, which hold up to 15 digits exactly.
const move = (paymentId: string, what: "capture" | "refund", amount: string) =>
  send<unknown>(`/admin/payments/${part(paymentId)}/${what}`, { amount: Number(amount) })

/** One function for each route. All reject with an error that has a `status`; those that post, with a `Refusal`. */
export const client = {
  providers: () => read<ProvidersResponse>("/providers"),

  balances: () => read<BalancesResponse>("/balances"),
  refreshBalances: () => post<BalancesResponse>("/balances/refresh"),
  balanceHistory: (days: 30 | 90) => read<BalanceHistoryResponse>("/balances/history", { days }),
  /** Days as YYYY-MM-DD. */
  balanceRange: (providerId: string, from: string, to: string) =>
    read<BalancesResponse>(`/balances/${part(providerId)}`, { from, to }),

  payments: (query: Query) => read<PaymentsResponse>("/payments", query),
  payment: (id: string) => read<PaymentResponse>(`/payments/${part(id)}`),
  orderPayments: (orderId: string) => read<OrderPaymentsResponse>(`/orders/${part(orderId)}`),
  checkPayment: (id: string) => post<CheckResponse>(`/payments/${part(id)}/check`),
  /** The filtered list as CSV. */
  exportPayments: async (query: Query) => {
    const init = { query, headers: { accept: "text/csv" } }
    return (await sdk.client.fetch<Response>(`${ROOT}/payments/export`, init)).blob()
  },

  // Medusa's own routes, so that captures and refunds show on the order.
  capture: ({ paymentId, amount }: MoneyMove) => move(paymentId, "capture", amount),
  refund: ({ paymentId, amount }: MoneyMove) => move(paymentId, "refund", amount),

  statement: (query: Query) => read<StatementResponse>("/statement", query),

  problems: (query: Query) => read<ProblemsResponse>("/problems", query),
  problemsCount: () => read<ProblemsCountResponse>("/problems/count"),
  actOnProblem: (id: string, action: ProblemAction, said: { note?: string; amount?: string | null } = {}) =>
    post<ProblemActionResponse>(`/problems/${part(id)}/${action.replace("_", "-")}`, said),

  notifications: (query: Query) => read<NotificationsResponse>("/notifications", query),
  replayNotification: (id: string) => post<ReplayResponse>(`/notifications/${part(id)}/replay`),

  payouts: (query: Query) => read<PayoutsResponse>("/payouts", query),
  payout: (id: string) => read<PayoutResponse>(`/payouts/${part(id)}`),
  createPayout: (payout: NewPayout) => post<PayoutResponse>("/payouts", payout),
  /** Approves and sends. */
  approvePayout: (id: string) => post<PayoutActionResponse>(`/payouts/${part(id)}/approve`),
  checkPayout: (id: string) => post<PayoutActionResponse>(`/payouts/${part(id)}/check`),
  cancelPayout: (id: string) => post<PayoutResponse>(`/payouts/${part(id)}/cancel`),

  connections: () => read<ConnectionsResponse>("/connections"),
  confirmLiveStore: () => post<LiveStoreResponse>("/connections/live-store"),
  checkConnection: (providerId: string) =>
    post<ConnectionCheckResponse>(`/connections/${part(providerId)}/check`),
}
