import { Copy } from "@medusajs/ui"
import type { ReactNode } from "react"

import { useWords } from "../../lib/locale/texts"

/** Names and values, one below the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-y-2">{children}</dl>
}

/** One name and its value; nothing when there is no value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null
  return (
    <div className="grid grid-cols-[minmax(6.5rem,2fr)_3fr] items-start gap-x-3">
      <dt className="txt-compact-small text-ui-fg-muted">{name}</dt>
      <dd className="txt-compact-small text-ui-fg-base min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** How long ago a time was, with the exact time as a tooltip. */
export function When({ at }: { at: string }) {
  const { age, time } = useWords()
  return (
    <time dateTime={at} title={time(at)} className="whitespace-nowrap">
      {age(at)}
    </time>
  )
}

/** A time by its name: `never`, or nothing at all, where there is none. */
export function TimeFact({ name, at, never }: { name: string; at: string | null; never?: string }) {
  return <Fact name={name}>{at ? <When at={at} /> : never}</Fact>
}

/** A number or address to be copied, by its name; nothing where there is none. */
export function CopyFact({ name, text }: { name: string; text: string | null }) {
  return <Fact name={name}>{text && <Copyable text={text} what={name} />}</Fact>
}

/** A number or address to be copied. */
function Copyable({ text, what }: { text: string; what: string }) {
  const { t } = useWords()
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-x-1">
      <span className="min-w-0 break-all font-mono text-xs">{text}</span>
      <Copy
        content={text}
        variant="mini"
        className="text-ui-fg-muted shrink-0"
        aria-label={t("common.copy", { what })}
      />
    </span>
  )
}
