"use client"

import { imageUrl } from "../safe-url.js"
import type { PaymentMethod } from "../types.js"
import { MethodFieldList } from "./method-field.js"
import { MethodNote } from "./method-note.js"
import { usePayments } from "./provider.js"

interface MethodOptionProps {
  method: PaymentMethod
  isChosen: boolean
  /** Whether the amount is within the method's limits. */
  isUsable: boolean
  onChoose: () => void
  answers: Record<string, string>
  onAnswer: (name: string, value: string) => void
  isChecked: boolean
}

/** One payment method, with its fields below once it is chosen. */
export function MethodOption({ method, isChosen, isUsable, onChoose, ...fields }: MethodOptionProps) {
  const { say } = usePayments()
  const { provider_id: id, title, is_test: isTest } = method
  const icon = imageUrl(method.icon)
  return (
    <div className="mpg-method" data-chosen={isChosen || undefined} data-unusable={!isUsable || undefined}>
      <label>
        <input
          type="radio"
          name="mpg-method"
          value={id}
          checked={isChosen}
          disabled={!isUsable}
          onChange={onChoose}
        />
        {icon && <img src={icon} alt="" width="40" height="40" />}
        <span>
          <strong>
            {title} {isTest && <em className="mpg-test">{say("test")}</em>}
          </strong>
          <MethodNote method={method} isUsable={isUsable} />
        </span>
      </label>
      {isChosen && <MethodFieldList method={method} {...fields} />}
    </div>
  )
}
