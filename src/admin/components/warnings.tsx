import { ExclamationCircleSolid } from "@medusajs/icons"
import { Text } from "@medusajs/ui"

import type { ConnectionWarning } from "../../api/admin/payment-gateways/types"
import { useWords } from "../lib/texts"

/** What is wrong, in plain words, and what to do about it. */
export function Warnings({ warnings }: { warnings: readonly ConnectionWarning[] }) {
  const { t } = useWords()
  if (warnings.length === 0) return null
  return (
    <ul className="flex flex-col gap-y-2" aria-label={t("connections.warnings")}>
      {warnings.map((warning) => (
        <li key={warning} className="bg-ui-bg-subtle shadow-elevation-card-rest flex gap-x-3 rounded-lg p-3">
          <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-0.5 shrink-0" aria-hidden />
          <div className="min-w-0">
            <Text size="small" weight="plus" leading="compact">
              {t(`warning.${warning}.title`)}
            </Text>
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {t(`warning.${warning}.todo`)}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  )
}
