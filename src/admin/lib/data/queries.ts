import { keepPreviousData, useQuery } from "@tanstack/react-query"

import { client, type Query } from "./client"
import { isMoving } from "./moving"

/** Begins the keys of all queries here. All of them are read again after an action. */
export const KEY = "payment-gateways"

/** How soon to read again while the server says that a gateway is being asked. */
const SOON = 1_500
/** How soon to read again while a gateway gives errors: each read makes the server ask it once more. */
const AFTER_ERROR = 10_000
const MINUTE = 60_000

// The dashboard's own queries stay fresh for 90 seconds, which is too long for money.
const FRESH = { staleTime: 2_000 }

const list = { ...FRESH, placeholderData: keepPreviousData, refetchInterval: MINUTE }

/** The configured gateways. They change only with a deployment. */
export const useProviders = () =>
  useQuery({ queryKey: [KEY, "providers"], queryFn: client.providers, staleTime: 5 * MINUTE })

/** A configured provider; undefined for any other id, and until they are loaded. */
export const useProvider = (providerId: string) =>
  useProviders().data?.providers.find(({ id }) => id === providerId)

/** Finds the title of a configured provider; for any other the id itself. */
export function useTitleOf(): (providerId: string) => string {
  const providers = useProviders().data?.providers
  return (providerId) => providers?.find(({ id }) => id === providerId)?.title ?? providerId
}

export const useBalances = () =>
  useQuery({
    queryKey: [KEY, "balances"],
    queryFn: client.balances,
    ...FRESH,
    refetchInterval: ({ state }) =>
      state.data?.balances.some(({ refreshing }) => refreshing) ? SOON : MINUTE,
  })

export const useBalanceHistory = (days: 30 | 90) =>
  useQuery({
    queryKey: [KEY, "balance-history", days],
    queryFn: () => client.balanceHistory(days),
    placeholderData: keepPreviousData,
  })

/** `null` asks for nothing. */
export const useBalanceRange = (providerId: string, period: { from: string; to: string } | null) =>
  useQuery({
    queryKey: [KEY, "balance-range", providerId, period],
    queryFn: () => client.balanceRange(providerId, period?.from ?? "", period?.to ?? ""),
    enabled: period !== null,
    ...FRESH,
    refetchInterval: ({ state }) => (state.data?.balances[0]?.refreshing ? SOON : false),
  })

export const usePayments = (query: Query) =>
  useQuery({ queryKey: [KEY, "payments", query], queryFn: () => client.payments(query), ...list })

/** @param watched whether a slow gateway's answer is awaited */
export const usePayment = (id: string, watched: boolean) =>
  useQuery({
    queryKey: [KEY, "payment", id],
    queryFn: () => client.payment(id),
    ...FRESH,
    refetchInterval: ({ state }) =>
      watched || (state.data && isMoving(state.data.payment, Date.now())) ? SOON : MINUTE,
  })

export const useOrderPayments = (orderId: string, watched: boolean) =>
  useQuery({
    queryKey: [KEY, "order", orderId],
    queryFn: () => client.orderPayments(orderId),
    ...FRESH,
    refetchInterval: ({ state }) =>
      watched || state.data?.payments.some((payment) => isMoving(payment, Date.now())) ? SOON : MINUTE,
  })

export const useStatement = (query: Query & { provider_id: string | undefined }) =>
  useQuery({
    queryKey: [KEY, "statement", query],
    queryFn: () => client.statement(query),
    enabled: Boolean(query.provider_id),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.refreshing ? SOON : data?.error ? AFTER_ERROR : MINUTE),
  })

export const useProblems = (query: Query, watched: boolean) =>
  useQuery({
    queryKey: [KEY, "problems", query],
    queryFn: () => client.problems(query),
    ...list,
    refetchInterval: watched ? SOON : MINUTE,
  })

export const useProblemsCount = () =>
  useQuery({
    queryKey: [KEY, "problems-count"],
    queryFn: client.problemsCount,
    ...FRESH,
    refetchInterval: MINUTE,
  })

export const useNotifications = (query: Query, watched: boolean) =>
  useQuery({
    queryKey: [KEY, "notifications", query],
    queryFn: () => client.notifications(query),
    ...list,
    refetchInterval: watched ? SOON : MINUTE,
  })

export const usePayouts = (query: Query) =>
  useQuery({
    queryKey: [KEY, "payouts", query],
    queryFn: () => client.payouts(query),
    ...list,
    refetchInterval: ({ state }) =>
      state.data?.payouts.some((payout) => payout.state === "approved" || payout.state === "sending")
        ? SOON
        : MINUTE / 4,
  })

export const usePayout = (id: string) =>
  useQuery({
    queryKey: [KEY, "payout", id],
    queryFn: () => client.payout(id),
    ...FRESH,
    refetchInterval: ({ state }) => (state.data?.payout.state === "sending" ? SOON : MINUTE / 4),
  })

export const useConnections = () =>
  useQuery({
    queryKey: [KEY, "connections"],
    queryFn: client.connections,
    ...FRESH,
    refetchInterval: MINUTE,
  })
