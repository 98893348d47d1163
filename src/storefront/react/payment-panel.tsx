"use client"

import { useEffect, useRef } from "react"

import type { PaymentView } from "../types.js"
import { PaymentReturn, type PaymentReturnProps } from "./payment-return.js"
import { TransferCard } from "./transfer-card.js"
import { usePayment } from "./use-payment.js"

export interface PaymentPanelProps extends Omit<PaymentReturnProps, "flow"> {
  sessionId: string
  /** Called once, when it is paid and has its order: lead to the order's page. */
  onDone: (payment: PaymentView) => void
}

/** A payment until its order is there, whichever way it is paid. */
export function PaymentPanel({ sessionId, onDone, ...rest }: PaymentPanelProps) {
  const flow = usePayment(sessionId)
  const announced = useRef<string | null>(null)
  useEffect(() => {
    if (flow.phase !== "done" || !flow.payment || announced.current === sessionId) return
    announced.current = sessionId
    onDone(flow.payment)
  }, [flow, sessionId, onDone])
  return flow.phase === "transfer" ? <TransferCard flow={flow} /> : <PaymentReturn flow={flow} {...rest} />
}
