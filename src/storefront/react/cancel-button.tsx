"use client"

import { useState, type KeyboardEvent } from "react"

import { useFocus } from "./notice.js"
import { usePayments } from "./provider.js"
import type { PaymentFlow } from "./use-payment.js"

/** Cancels the payment, after asking once more. */
export function CancelButton({ flow }: { flow: PaymentFlow }) {
  const { say } = usePayments()
  const [isAsking, setAsking] = useState<boolean>()
  // A shopper who keeps the payment finds the focus on the button that was pressed.
  const opener = useFocus<HTMLButtonElement>(isAsking === false)
  if (!flow.payment?.can_cancel) return null
  if (!isAsking) {
    return (
      <button ref={opener} type="button" className="mpg-link" onClick={() => setAsking(true)}>
        {say("cancel")}
      </button>
    )
  }
  return <Question flow={flow} onNo={() => setAsking(false)} />
}

function Question({ flow, onNo }: { flow: PaymentFlow; onNo: () => void }) {
  const { say } = usePayments()
  const no = useFocus<HTMLButtonElement>()
  const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && onNo()
  return (
    <div role="group" aria-label={say("cancelSure")} className="mpg-ask" onKeyDown={onKeyDown}>
      <p>{say("cancelSure")}</p>
      <button ref={no} type="button" className="mpg-button" onClick={onNo}>
        {say("cancelNo")}
      </button>
      <button
        type="button"
        className="mpg-button mpg-danger"
        aria-disabled={flow.acting !== null}
        onClick={() => void flow.cancel()}
      >
        {say("cancelYes")}
      </button>
    </div>
  )
}
