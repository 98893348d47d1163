"use client"

import type { PaymentMethod } from "../types.js"
import { usePayments } from "./provider.js"

export interface MethodNoteProps {
  method: PaymentMethod
  /** Whether the amount is within the method's limits. */
  isUsable: boolean
}

/** What stands below a method's title: its description, or the sums that it takes. */
export function MethodNote({ method, isUsable }: MethodNoteProps) {
  const { say } = usePayments()
  const { description, places_order: order } = method
  return (
    <>
      <small>{isUsable ? description : <Limits method={method} />}</small>
      {order === "before_payment" && <small className="mpg-reserves">{say("reserves")}</small>}
    </>
  )
}

function Limits({ method: { min_amount, max_amount, currency_code } }: { method: PaymentMethod }) {
  const { say, money } = usePayments()
  const min = min_amount === null ? "" : money(min_amount, currency_code)
  const max = max_amount === null ? "" : money(max_amount, currency_code)
  return <>{say(min && max ? "between" : min ? "atLeast" : "atMost", { min, max })}</>
}
