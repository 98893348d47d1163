"use client"

import { usePayments } from "./provider.js"
import { useStart, type StartOutcome } from "./use-start.js"

export interface PayButtonProps {
  /** Decimal string in major units: what is to be paid. */
  amount: string
  currencyCode: string
  /** Begins the payment and goes on. While it runs the button waits; the error that it answers or throws is shown. */
  onPay: () => Promise<StartOutcome>
  disabled?: boolean
}

/** "Pay …", where the way to pay was chosen on another step: at the end of a review. */
export function PayButton({ amount, currencyCode, onPay, disabled }: PayButtonProps) {
  const { say, money } = usePayments()
  const start = useStart(onPay)
  return (
    <div className="mpg-methods">
      {start.error && (
        <p className="mpg-error" role="alert">
          {start.error}
        </p>
      )}
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
