"use client"

import { useRef, useState, type FormEvent } from "react"

import { dataOf, wrongField } from "../fields.js"
import { takes } from "../limits.js"
import type { PaymentMethod } from "../types.js"
import { MethodOption } from "./method-option.js"
import { Alert } from "./notice.js"
import { usePayments } from "./provider.js"
import { usePaymentMethods } from "./use-methods.js"
import { useStart, type StartOutcome } from "./use-start.js"

/** What to open a payment session with. */
export interface PaymentChoice {
  provider_id: string
  data: Record<string, string>
  method: PaymentMethod
}

export interface PaymentMethodPickerProps {
  regionId: string
  /** Decimal string in major units. */
  amount: string
  currencyCode: string
  /** Opens the payment session and goes on. The button waits for it; an error that it answers or throws is shown. */
  onPay: (choice: PaymentChoice) => Promise<StartOutcome>
}

/** The payment methods with their fields, and the button that starts the payment. */
export function PaymentMethodPicker({ regionId, amount, currencyCode, onPay }: PaymentMethodPickerProps) {
  const { say, money } = usePayments()
  const { methods, hasFailed, reload } = usePaymentMethods(regionId)
  const [chosenId, setChosen] = useState<string>()
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [isChecked, setChecked] = useState(false)
  const start = useStart(onPay)
  const form = useRef<HTMLFormElement>(null)

  if (hasFailed) return <Failed onRetry={reload} />
  if (!methods) return <div className="mpg-methods mpg-skeleton" aria-busy="true" />
  if (methods.length === 0) return <p className="mpg-warning">{say("noMethods")}</p>

  const usable = methods.filter((method) => takes(method, amount))
  const chosen = usable.find(({ provider_id }) => provider_id === chosenId) ?? usable[0]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return
    setChecked(true)
    const wrong = wrongField(chosen, answers)
    if (wrong) return (form.current?.elements.namedItem(wrong.name) as HTMLInputElement | null)?.focus()
    start.run({ provider_id: chosen.provider_id, data: dataOf(chosen, answers), method: chosen })
  }
  return (
    <form ref={form} className="mpg-methods" onSubmit={submit} noValidate>
      <fieldset>
        <legend>{say("chooseMethod")}</legend>
        {methods.map((method) => (
          <MethodOption
            key={method.provider_id}
            method={method}
            isChosen={method === chosen}
            isUsable={usable.includes(method)}
            onChoose={() => {
              setChosen(method.provider_id)
              setChecked(false)
            }}
            answers={answers}
            onAnswer={(name, value) => setAnswers((before) => ({ ...before, [name]: value }))}
            isChecked={isChecked}
          />
        ))}
      </fieldset>
      <Alert text={start.error} />
      <button className="mpg-button mpg-primary" disabled={!chosen} aria-disabled={start.isBusy}>
        {say("pay", { amount: money(amount, currencyCode) })}
      </button>
    </form>
  )
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const { say } = usePayments()
  return (
    <div className="mpg-methods" role="alert">
      <p className="mpg-error">{say("actionFailed")}</p>
      <button type="button" className="mpg-button" onClick={onRetry}>
        {say("retry")}
      </button>
    </div>
  )
}
