"use client"

import { useRef, useState, type ReactNode } from "react"

import { dataOf, wrongField } from "../fields.js"
import type { PaymentMethod } from "../types.js"
import { MethodFieldList } from "./method-field.js"

/** The fields of a payment method, and the shopper's answers. */
export interface MethodFields {
  /** The fields to fill in; null where there are none. */
  fields: ReactNode
  /** The answers as a payment session's `data` takes them. Undefined while one is wrong: its field says so, focused. */
  read: () => Record<string, string> | undefined
}

/** The fields of a payment method, for a list of your own where it stands beside Stripe or manual payment. */
export function useMethodFields(method: PaymentMethod | undefined): MethodFields {
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [checked, setChecked] = useState<string>()
  const place = useRef<HTMLDivElement>(null)
  if (!method) return { fields: null, read: () => ({}) }

  const read = () => {
    setChecked(method.provider_id)
    const wrong = wrongField(method, answers)
    if (!wrong) return dataOf(method, answers)
    const inputs = [...(place.current?.querySelectorAll("input") ?? [])]
    inputs.find(({ name }) => name === wrong.name)?.focus()
    return undefined
  }
  const fields = method.fields.length > 0 && (
    <div ref={place} className="mpg-methods">
      <MethodFieldList
        method={method}
        answers={answers}
        onAnswer={(name, value) => setAnswers((before) => ({ ...before, [name]: value }))}
        isChecked={checked === method.provider_id}
      />
    </div>
  )
  return { fields: fields || null, read }
}
