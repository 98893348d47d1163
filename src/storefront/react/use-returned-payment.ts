"use client"

import { useMemo } from "react"

import { returnedClient } from "../returned.js"
import { watchPayment } from "../watch.js"
import { usePayments } from "./provider.js"
import { useWatch, type PaymentFlow } from "./use-payment.js"

/**
 * Watches the payment that the return page's query names, in a browser that did not start it, as bank apps open one. It
 * tells `<PaymentReturn>` the payment's state, and nothing of whose it is.
 *
 * @param query "?order_id=mpg-…"
 */
export function useReturnedPayment(query: string): PaymentFlow {
  const { client } = usePayments()
  return useWatch(useMemo(() => watchPayment(returnedClient(client, query), query), [client, query]))
}
