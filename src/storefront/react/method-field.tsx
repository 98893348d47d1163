"use client"

import { useId, useLayoutEffect, useRef, useState, type ChangeEvent } from "react"

import { fieldProblem, written } from "../fields.js"
import { cursorIn, examplePhone } from "../phone.js"
import type { PaymentField } from "../types.js"
import { usePayments } from "./provider.js"

interface MethodFieldProps {
  field: PaymentField
  value: string
  onChange: (value: string) => void
  /** Whether the shopper has tried to go on. */
  isChecked: boolean
}

/** One thing that a gateway wants to know, such as the number of the shopper's wallet. */
export function MethodField({ field, value, onChange, isChecked }: MethodFieldProps) {
  const { say } = usePayments()
  const id = useId()
  const [wasLeft, setLeft] = useState(false)
  const typing = useFormatted(field, value, onChange)
  const problem = isChecked || (wasLeft && value) ? fieldProblem(field, value) : undefined
  const isNumber = Boolean(field.phone) || /wallet|phone/.test(field.name)
  return (
    <div className="mpg-field">
      <label htmlFor={id}>{field.label}</label>
      <input
        id={id}
        name={field.name}
        type={isNumber ? "tel" : "text"}
        autoComplete={isNumber ? "tel" : "off"}
        placeholder={field.phone ? examplePhone(field.phone) : undefined}
        required={field.required}
        value={value}
        {...typing}
        onBlur={() => setLeft(true)}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
      />
      {problem && (
        <p id={`${id}-problem`} className="mpg-error">
          {say(problem.label, problem.values)}
        </p>
      )}
    </div>
  )
}

/** Writes what is typed or pasted as its field wants it, and keeps the cursor where the shopper types. */
function useFormatted(field: PaymentField, value: string, onChange: (value: string) => void) {
  const ref = useRef<HTMLInputElement>(null)
  const cursor = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (cursor.current !== null && document.activeElement === ref.current) {
      ref.current?.setSelectionRange(cursor.current, cursor.current)
    }
    cursor.current = null
  })
  return {
    ref,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      const formatted = written(field, target.value)
      if (field.phone) {
        const behind = target.value.slice(target.selectionStart ?? target.value.length)
        cursor.current = cursorIn(formatted, behind, target.value.length < value.length)
      }
      onChange(formatted)
    },
  }
}
