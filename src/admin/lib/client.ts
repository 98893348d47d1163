import type {
  BalanceHistoryResponse,
  BalancesResponse,
  CheckResponse,
  ConnectionCheckResponse,
  ConnectionsResponse,
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
} from "../../api/admin/payment-gateways/types"
import { sdk } from "./sdk"

/** Filters and page of a list, as its route takes them; what is undefined is left out. */
export type Query = Record<string, string | number | undefined>

/** What a new payout is made of. */
export interface NewPayout {
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
const send = <T>(path: string, body: object = {}) =>
  sdk.client.fetch<T>(`${ROOT}${path}`, { method: "POST", body })
const part = encodeURIComponent

/** One function a route. All reject with the sdk's `FetchError`, which has a `status`. */
export const client = {
  providers: () => read<ProvidersResponse>("/providers"),

  balances: () => read<BalancesResponse>("/balances"),
  refreshBalances: () => send<BalancesResponse>("/balances/refresh"),
  balanceHistory: (days: 30 | 90) => read<BalanceHistoryResponse>("/balances/history", { days }),
  /** Days as YYYY-MM-DD. */
  balanceRange: (providerId: string, from: string, to: string) =>
    read<BalancesResponse>(`/balances/${part(providerId)}`, { from, to }),

  payments: (query: Query) => read<PaymentsResponse>("/payments", query),
  payment: (id: string) => read<PaymentResponse>(`/payments/${part(id)}`),
  orderPayments: (orderId: string) => read<OrderPaymentsResponse>(`/orders/${part(orderId)}`),
  checkPayment: (id: string) => send<CheckResponse>(`/payments/${part(id)}/check`),
  /** The filtered list as CSV. */
  exportPayments: async (query: Query) => {
    const init = { query, headers: { accept: "text/csv" } }
    return (await sdk.client.fetch<Response>(`${ROOT}/payments/export`, init)).blob()
  },

  statement: (query: Query) => read<StatementResponse>("/statement", query),

  problems: (query: Query) => read<ProblemsResponse>("/problems", query),
  problemsCount: () => read<ProblemsCountResponse>("/problems/count"),
  actOnProblem: (id: string, action: ProblemAction, note?: string) =>
    send<ProblemActionResponse>(`/problems/${part(id)}/${action.replace("_", "-")}`, note ? { note } : {}),

  notifications: (query: Query) => read<NotificationsResponse>("/notifications", query),
  replayNotification: (id: string) => send<ReplayResponse>(`/notifications/${part(id)}/replay`),

  payouts: (query: Query) => read<PayoutsResponse>("/payouts", query),
  payout: (id: string) => read<PayoutResponse>(`/payouts/${part(id)}`),
  createPayout: (payout: NewPayout) => send<PayoutResponse>("/payouts", payout),
  /** Approves and sends. */
  approvePayout: (id: string) => send<PayoutActionResponse>(`/payouts/${part(id)}/approve`),
  checkPayout: (id: string) => send<PayoutActionResponse>(`/payouts/${part(id)}/check`),
  cancelPayout: (id: string) => send<PayoutResponse>(`/payouts/${part(id)}/cancel`),

  connections: () => read<ConnectionsResponse>("/connections"),
  checkConnection: (providerId: string) =>
    send<ConnectionCheckResponse>(`/connections/${part(providerId)}/check`),
}
