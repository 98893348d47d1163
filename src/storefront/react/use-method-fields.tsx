"use client"

import { useRef, useState, type ReactNode } from "react"

import { dataOf, wrongField } from "../fields.js"
import type { PaymentMethod } from "../types.js"
import { MethodField } from "./method-field.js"

/** What a way to pay wants to know, and what the shopper has answered. */
export interface MethodFields {
  /** The fields to fill in; null where there are none. */
  fields: ReactNode
  /**
   * The answers as a payment session's `data` takes them. Undefined while one of them is wrong: the field says so and
   * has the focus.
   */
  read: () => Record<string, string> | undefined
}

/** The fields of a way to pay, for a list of your own where it stands beside Stripe or manual payment. */
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
      {method.fields.map((field) => (
        <MethodField
          key={field.name}
          field={field}
          value={answers[field.name] ?? ""}
          onChange={(value) => setAnswers((before) => ({ ...before, [field.name]: value }))}
          isChecked={checked === method.provider_id}
        />
      ))}
    </div>
  )
  return { fields: fields || null, read }
}
