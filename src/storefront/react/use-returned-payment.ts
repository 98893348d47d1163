"use client"

import { useMemo, useSyncExternalStore } from "react"

import { INITIAL_STATE } from "../flow.js"
import { returnedClient } from "../returned.js"
import { watchPayment } from "../watch.js"
import { usePayments } from "./provider.js"
import type { PaymentFlow } from "./use-payment.js"

/**
 * Watches the payment that the page's own query names, in a browser that did not start it: bank apps come back in another
 * one. It tells how the payment stands, for `<PaymentReturn>`; of whose it is, it knows nothing.
 *
 * @param query "?order_id=mpg-…"
 */
export function useReturnedPayment(query: string): PaymentFlow {
  const { client } = usePayments()
  const watch = useMemo(() => watchPayment(returnedClient(client, query), query), [client, query])
  const state = useSyncExternalStore(watch.subscribe, watch.getState, () => INITIAL_STATE)
  return useMemo(() => {
    const { refresh, confirmSent, cancel } = watch
    return { ...state, refresh, confirmSent, cancel }
  }, [watch, state])
}
