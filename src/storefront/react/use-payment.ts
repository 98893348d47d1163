"use client"

import { useMemo, useSyncExternalStore } from "react"

import type { PaymentState } from "../flow.js"
import { INITIAL_STATE } from "../flow.js"
import { watchPayment, type PaymentWatch } from "../watch.js"
import { usePayments } from "./provider.js"

/** A payment as it stands, and what the shopper can do about it. */
export type PaymentFlow = PaymentState & Pick<PaymentWatch, "refresh" | "confirmSent" | "cancel">

/** Watches a payment session for as long as the component is there: for looks of your own. */
export function usePayment(sessionId: string): PaymentFlow {
  const { client } = usePayments()
  const watch = useMemo(() => watchPayment(client, sessionId), [client, sessionId])
  const state = useSyncExternalStore(watch.subscribe, watch.getState, () => INITIAL_STATE)
  return useMemo(() => {
    const { refresh, confirmSent, cancel } = watch
    return { ...state, refresh, confirmSent, cancel }
  }, [watch, state])
}
