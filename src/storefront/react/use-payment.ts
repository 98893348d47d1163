"use client"

import { useMemo, useSyncExternalStore } from "react"

import type { PaymentState } from "../flow.js"
import { INITIAL_STATE } from "../flow.js"
import { watchPayment, type PaymentWatch } from "../watch.js"
import { usePayments } from "./provider.js"

/** The state of a payment, and what the shopper can do about it. */
export type PaymentFlow = PaymentState & Pick<PaymentWatch, "refresh" | "confirmSent" | "cancel">

/** Watches a payment session while the component is mounted: for a look of your own. */
export function usePayment(sessionId: string): PaymentFlow {
  const { client } = usePayments()
  return useWatch(useMemo(() => watchPayment(client, sessionId), [client, sessionId]))
}

/** The state of a watch that lasts while the component is mounted. */
export function useWatch(watch: PaymentWatch): PaymentFlow {
  const state = useSyncExternalStore(watch.subscribe, watch.getState, () => INITIAL_STATE)
  return useMemo(() => {
    const { refresh, confirmSent, cancel } = watch
    return { ...state, refresh, confirmSent, cancel }
  }, [watch, state])
}
