"use client"

import { useId, useState } from "react"

import { fieldProblem } from "../fields.js"
import type { PaymentMethod } from "../types.js"
import { usePayments } from "./provider.js"

interface MethodFieldProps {
  field: PaymentMethod["fields"][number]
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
  const problem = isChecked || (wasLeft && value) ? fieldProblem(field, value) : undefined
  const isNumber = /wallet|phone/.test(field.name)
  return (
    <div className="mpg-field">
      <label htmlFor={id}>{field.label}</label>
      <input
        id={id}
        name={field.name}
        type={isNumber ? "tel" : "text"}
        autoComplete={isNumber ? "tel" : "off"}
        required={field.required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setLeft(true)}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
      />
      {problem && (
        <p id={`${id}-problem`} className="mpg-error">
          {say(problem)}
        </p>
      )}
    </div>
  )
}
