import { ExclamationCircle, LockClosedSolid, MagnifyingGlass } from "@medusajs/icons"
import { Button, Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import { failureKind, failureText } from "../../lib/data/failure"
import { useWords } from "../../lib/locale/texts"

/** What these states need of react-query's result. */
export interface Loading<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

interface LoadedProps<T> {
  query: Loading<T>
  /** Lines of the skeleton. */
  lines?: number
  children: (data: T) => ReactNode
}

/** Shows what was loaded; a skeleton until then; what went wrong, and what to do, when it fails. */
export function Loaded<T>({ query, lines = 4, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />
  return <Waiting lines={lines} />
}

function Waiting({ lines }: { lines: number }) {
  const { t } = useWords()
  return (
    <div role="status" className="flex flex-col gap-y-3 px-6 py-4">
      <span className="sr-only">{t("common.loading")}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className="h-7 w-full rounded-md" aria-hidden />
      ))}
    </div>
  )
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords()
  const { t } = words
  const kind = failureKind(error)
  if (kind === "other") {
    return (
      <Empty
        alert
        icon={<ExclamationCircle />}
        title={t("failure.title")}
        hint={failureText(error, words)}
        action={
          <Button size="small" variant="secondary" onClick={retry}>
            {t("common.retry")}
          </Button>
        }
      />
    )
  }
  const [title, hint] =
    kind === "forbidden"
      ? (["failure.forbidden", "failure.forbidden_hint"] as const)
      : (["failure.sign_in", "failure.sign_in_hint"] as const)
  return <Empty alert icon={<LockClosedSolid />} title={t(title)} hint={t(hint)} />
}

interface EmptyProps {
  title: string
  hint?: string
  icon?: ReactNode
  action?: ReactNode
  alert?: boolean
}

/** Instead of a list that has nothing to show. */
export function Empty({ title, hint, icon = <MagnifyingGlass />, action, alert }: EmptyProps) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className="text-ui-fg-subtle flex flex-col items-center gap-y-3 px-6 py-10 text-center"
    >
      <span aria-hidden>{icon}</span>
      <div className="max-w-lg">
        <Text size="small" leading="compact" weight="plus">
          {title}
        </Text>
        {hint && (
          <Text size="small" className="text-ui-fg-muted text-pretty">
            {hint}
          </Text>
        )}
      </div>
      {action}
    </div>
  )
}
