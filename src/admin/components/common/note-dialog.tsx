import { Button, Hint, Label, Prompt, Textarea } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"

import { useWords } from "../../lib/locale/texts"

interface NoteDialogProps {
  title: string
  text: string
  confirmText: string
  cancel: () => void
  confirm: (note: string) => void
}

/** A dialog that asks for a note. */
export function NoteDialog({ title, text, confirmText, cancel, confirm }: NoteDialogProps) {
  const { t } = useWords()
  const id = useId()
  const [note, setNote] = useState("")
  const [refused, setRefused] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands this event to the form around the button that opened the dialog, too.
    event.stopPropagation()
    if (note.trim()) confirm(note.trim())
    else setRefused(true)
  }
  return (
    <Prompt open variant="confirmation" onOpenChange={(open) => !open && cancel()}>
      <Prompt.Content>
        <form onSubmit={submit}>
          <Prompt.Header>
            <Prompt.Title>{title}</Prompt.Title>
            <Prompt.Description>{text}</Prompt.Description>
          </Prompt.Header>
          <div className="flex flex-col gap-y-1 px-6 pt-4">
            <Label size="small" weight="plus" htmlFor={id}>
              {t("problems.note_label")}
            </Label>
            <Textarea
              id={id}
              autoFocus
              rows={3}
              maxLength={1000}
              value={note}
              aria-invalid={refused && !note.trim()}
              aria-describedby={`${id}-hint`}
              onChange={({ target }) => setNote(target.value)}
            />
            <Hint id={`${id}-hint`} variant={refused && !note.trim() ? "error" : "info"} aria-live="polite">
              {refused && !note.trim() ? t("problems.note_missing") : t("problems.note_hint")}
            </Hint>
          </div>
          <Prompt.Footer>
            <Prompt.Cancel type="button">{t("common.cancel")}</Prompt.Cancel>
            <Button size="small" type="submit">
              {confirmText}
            </Button>
          </Prompt.Footer>
        </form>
      </Prompt.Content>
    </Prompt>
  )
}
