"use client"

import { useId, useLayoutEffect, useRef, useState, type ChangeEvent } from "react"

import { fieldProblem, formatAnswer } from "../fields.js"
import { cursorIn, examplePhone } from "../phone.js"
import type { PaymentField, PaymentMethod } from "../types.js"
import { usePayments } from "./provider.js"

interface MethodFieldListProps {
  method: PaymentMethod
  answers: Record<string, string>
  onAnswer: (name: string, value: string) => void
  /** Whether the shopper has tried to go on. */
  isChecked: boolean
}

/** Everything that a payment method asks for. */
export function MethodFieldList({ method, answers, onAnswer, isChecked }: MethodFieldListProps) {
  return (
    <>
      {method.fields.map((field) => (
        <MethodField
          key={field.name}
          field={field}
          value={answers[field.name] ?? ""}
          onChange={(value) => onAnswer(field.name, value)}
          isChecked={isChecked}
        />
      ))}
    </>
  )
}

interface MethodFieldProps {
  field: PaymentField
  value: string
  onChange: (value: string) => void
  isChecked: boolean
}

function MethodField({ field, value, onChange, isChecked }: MethodFieldProps) {
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

/** Writes what is typed or pasted in its field's form, and keeps the cursor where the shopper types. */
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
      const formatted = formatAnswer(field, target.value)
      if (field.phone) {
        const behind = target.value.slice(target.selectionStart ?? target.value.length)
        cursor.current = cursorIn(formatted, behind, target.value.length < value.length)
      }
      onChange(formatted)
    },
  }
}
