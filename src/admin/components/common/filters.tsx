import { Button, Input, Label, Select } from "@medusajs/ui"
import { useEffect, useId, useRef, useState, type ReactNode } from "react"

import type { ProviderInfo } from "../../../api/admin/payment-gateways/types"
import type { ListState } from "../../lib/use-list-state"
import { useProviders } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"

const ALL = "all"
/** A search begins when nothing was typed for so many milliseconds. */
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

interface FilterChoiceProps extends Pick<ChoiceProps, "label" | "options"> {
  state: ListState
  /** The filter's name in the page's address. */
  name: string
}

/** A choice that filters a list. */
export function FilterChoice({ state, name, label, options }: FilterChoiceProps) {
  const change = (value: string | undefined) => state.set({ [name]: value })
  return <Choice label={label} value={state.value(name)} options={options} onChange={change} />
}

export const providerOptions = (providers: readonly ProviderInfo[]) =>
  providers.map(({ id, title, account }) => ({ value: id, label: `${title} · ${account}` }))

/** A filter by one of the configured gateways. */
export function GatewayChoice({ state }: { state: ListState }) {
  const { t } = useWords()
  const options = providerOptions(useProviders().data?.providers ?? [])
  return <FilterChoice state={state} name="provider_id" label={t("common.gateway")} options={options} />
}

/** A filter by a text. */
export function Search({ state, hint }: { state: ListState; hint: string }) {
  const { t } = useWords()
  const id = useId()
  const sought = state.value("q") ?? ""
  const [text, setText] = useState(sought)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  // The page's address may change without typing: by "back", or when all filters are cleared.
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
