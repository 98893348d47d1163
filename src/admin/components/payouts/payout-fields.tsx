import { Hint, Input, Label, Textarea } from "@medusajs/ui"
import { useId, type ReactNode } from "react"

import { useWords } from "../../lib/locale/texts"

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  fault?: string
  hint: ReactNode
  inputMode?: "decimal" | "numeric"
}

/** A line to type in, with a hint below it, or with what is wrong. */
export function TextField({ label, value, onChange, fault, hint, inputMode }: TextFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        autoComplete="off"
        inputMode={inputMode}
        maxLength={128}
        value={value}
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id={`${id}-hint`} aria-live="polite">
        {fault ? <Hint variant="error">{fault}</Hint> : typeof hint === "string" ? <Hint>{hint}</Hint> : hint}
      </div>
    </div>
  )
}

export function NoteField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus" htmlFor={id}>
        {t("common.note")}
      </Label>
      <Textarea
        id={id}
        rows={2}
        maxLength={500}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <Hint id={`${id}-hint`}>{t("payouts.note_hint")}</Hint>
    </div>
  )
}
