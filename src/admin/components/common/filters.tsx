import { Button, Input, Label, Select } from "@medusajs/ui"
import { useEffect, useId, useRef, useState, type ReactNode } from "react"

import type { ListState } from "../../lib/use-list-state"
import { useProviders } from "../../lib/queries"
import { useWords } from "../../lib/texts"

const ALL = "all"
/** As long as a person takes between two letters. */
const PAUSE = 350

/** The line of filters above a list. */
export function Filters({ state, children }: { state: ListState; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div role="search" className="flex flex-wrap items-end gap-3 px-6 py-4">
      {children}
      {state.filtered && (
        <Button size="small" variant="transparent" onClick={state.clear}>
          {t("common.clear")}
        </Button>
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
  /** Whether nothing may be chosen; it is called "All". */
  optional?: boolean
}

/** One of several. */
export function Choice({ label, value, options, onChange, optional = true }: ChoiceProps) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="flex min-w-32 flex-col gap-y-1">
      <Label size="xsmall" htmlFor={id} className="text-ui-fg-subtle">
        {label}
      </Label>
      <Select
        size="small"
        value={value ?? (optional ? ALL : "")}
        onValueChange={(next) => onChange(next === ALL ? undefined : next)}
      >
        <Select.Trigger id={id} aria-label={label}>
          <Select.Value placeholder={label} />
        </Select.Trigger>
        <Select.Content>
          {optional && <Select.Item value={ALL}>{t("common.all")}</Select.Item>}
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value}>
              {option.label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}

/** Which of the configured gateways. */
export function GatewayChoice({ state }: { state: ListState }) {
  const { t } = useWords()
  const providers = useProviders().data?.providers ?? []
  const options = providers.map(({ id, title, account }) => ({ value: id, label: `${title} · ${account}` }))
  return (
    <Choice
      label={t("common.gateway")}
      value={state.value("provider_id")}
      options={options}
      onChange={(provider_id) => state.set({ provider_id })}
    />
  )
}

/** Searches when the typing pauses. */
export function Search({ state, hint }: { state: ListState; hint: string }) {
  const { t } = useWords()
  const id = useId()
  const sought = state.value("q") ?? ""
  const [text, setText] = useState(sought)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  // The address may change without typing: by "back", or when all filters are cleared.
  const [last, setLast] = useState(sought)
  if (sought !== last) {
    setLast(sought)
    setText(sought)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <div className="flex min-w-44 flex-1 flex-col gap-y-1">
      <Label size="xsmall" htmlFor={id} className="text-ui-fg-subtle">
        {t("common.search")}
      </Label>
      <Input
        id={id}
        size="small"
        type="search"
        placeholder={hint}
        value={text}
        maxLength={100}
        onChange={({ target: { value } }) => {
          setText(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => state.set({ q: value.trim() }), PAUSE)
        }}
      />
    </div>
  )
}

interface DayProps {
  label: string
  /** YYYY-MM-DD */
  value: string
  onChange: (day: string) => void
  max?: string
}

/** One day. */
export function Day({ label, value, onChange, max }: DayProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="xsmall" htmlFor={id} className="text-ui-fg-subtle">
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        type="date"
        className="dark:[color-scheme:dark]"
        value={value}
        max={max}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
