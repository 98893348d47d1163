import { ExclamationCircleSolid } from "@medusajs/icons"
import { Text } from "@medusajs/ui"

import type { ConnectionWarning } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"

interface WarningsProps {
  warnings: readonly ConnectionWarning[]
  /** Values for their titles. */
  values?: Record<string, string | number>
}

export function Warnings({ warnings, values }: WarningsProps) {
  const { t } = useWords()
  if (warnings.length === 0) return null
  return (
    <ul className="flex flex-col gap-y-2" aria-label={t("connections.warnings")}>
      {warnings.map((warning) => (
        <li key={warning}>
          <Warning title={t(`warning.${warning}.title`, values)} text={t(`warning.${warning}.todo`)} />
        </li>
      ))}
    </ul>
  )
}

interface WarningProps {
  title?: string
  text: string
}

export function Warning({ title, text }: WarningProps) {
  return (
    <div className="bg-ui-bg-subtle shadow-elevation-card-rest flex gap-x-3 rounded-lg p-3">
      <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-0.5 shrink-0" aria-hidden />
      <div className="min-w-0">
        {title && (
          <Text size="small" weight="plus" leading="compact">
            {title}
          </Text>
        )}
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {text}
        </Text>
      </div>
    </div>
  )
}
