import { Text } from "@medusajs/ui"

import type { ActionRecord, ActorInfo } from "../../../api/admin/payment-gateways/types"
import { useWords, type Words } from "../../lib/locale/texts"
import { When } from "./facts"

/** The name of a person or key: an e-mail address, a key's title, or "a former admin". */
export const actorName = (actor: ActorInfo | null, { t }: Words) =>
  actor?.email ?? actor?.api_key ?? t("common.somebody")

/** Who did what. */
export function History({ records }: { records: readonly ActionRecord[] }) {
  const words = useWords()
  return (
    <ol className="flex flex-col gap-y-2">
      {records.map((record, index) => (
        <li key={`${record.at} ${index}`}>
          <Text size="small" className="break-words">
            {actorName(record.by, words)}: {words.known(`record.${record.action}`, record.action)}
          </Text>
          {record.note && (
            <Text size="xsmall" className="text-ui-fg-subtle break-words">
              {record.note}
            </Text>
          )}
          <Text size="xsmall" className="text-ui-fg-muted">
            <When at={record.at} />
          </Text>
        </li>
      ))}
    </ol>
  )
}
