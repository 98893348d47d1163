import { ArrowPath } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"

import type { ConnectionCheckResponse, ConnectionState } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { errorText } from "../../lib/data/failure"
import { useWords, type Words } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

/** Asks the gateway whether keys and addresses are right. */
export function CheckConnection({ connection }: { connection: ConnectionState }) {
  const words = useWords()
  const check = useAction(client.checkConnection, (answer: ConnectionCheckResponse) =>
    showOutcome(answer, words),
  )
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={`${words.t("connections.check")}: ${connection.title}`}
      isLoading={check.isPending}
      onClick={() => check.mutate(connection.provider_id)}
    >
      <ArrowPath />
      {words.t("connections.check")}
    </Button>
  )
}

function showOutcome({ connection: { title, last_check } }: ConnectionCheckResponse, words: Words): void {
  const { t } = words
  if (last_check?.ok) return void toast.success(t("connections.connected", { title }))
  const description = last_check?.error ? errorText(last_check.error, words) : undefined
  toast.error(t("connections.broken", { title }), { description })
}
