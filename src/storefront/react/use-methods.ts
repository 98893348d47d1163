"use client"

import { useCallback, useEffect, useState } from "react"

import type { PaymentMethod } from "../types.js"
import { usePayments } from "./provider.js"

export interface MethodsState {
  /** Null until they are loaded. */
  methods: PaymentMethod[] | null
  hasFailed: boolean
  reload: () => void
}

/** The payment methods of a region, in the shopper's language. */
export function usePaymentMethods(regionId: string): MethodsState {
  const { client, locale } = usePayments()
  const [round, setRound] = useState(0)
  const [state, setState] = useState<Omit<MethodsState, "reload">>({ methods: null, hasFailed: false })
  useEffect(() => {
    const question = new AbortController()
    client.methods(regionId, { locale, signal: question.signal }).then(
      (methods) => question.signal.aborted || setState({ methods, hasFailed: false }),
      () => question.signal.aborted || setState({ methods: null, hasFailed: true }),
    )
    return () => question.abort()
  }, [client, regionId, locale, round])
  const reload = useCallback(() => setRound((last) => last + 1), [])
  return { ...state, reload }
}
