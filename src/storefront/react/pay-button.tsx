"use client"

import { Alert } from "./notice.js"
import { usePayments } from "./provider.js"
import { useStart, type StartOutcome } from "./use-start.js"

export interface PayButtonProps {
  /** Decimal string in major units. */
  amount: string
  currencyCode: string
  /** Starts the payment and goes on. The button waits for it; an error that it answers or throws is shown. */
  onPay: () => Promise<StartOutcome>
  disabled?: boolean
}

/** The button "Pay …" for the end of a review step, where the payment method was chosen on another one. */
export function PayButton({ amount, currencyCode, onPay, disabled }: PayButtonProps) {
  const { say, money } = usePayments()
  const start = useStart(onPay)
  return (
    <div className="mpg-methods">
      <Alert text={start.error} />
      <button
        type="button"
        className="mpg-button mpg-primary"
        disabled={disabled}
        aria-disabled={start.isBusy}
        onClick={() => start.run(undefined)}
      >
        {say("pay", { amount: money(amount, currencyCode) })}
      </button>
    </div>
  )
}
