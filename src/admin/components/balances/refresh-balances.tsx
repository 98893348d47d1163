import { ArrowPath } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"

import { client } from "../../lib/data/client"
import { useBalances } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

/** A button that has all gateways asked for their balances. */
export function RefreshBalances() {
  const { t } = useWords()
  const asking = useBalances().data?.balances.some(({ refreshing }) => refreshing) ?? false
  const refresh = useAction(client.refreshBalances, () => toast.info(t("balances.refreshed")))
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={refresh.isPending}
      disabled={asking}
      onClick={() => refresh.mutate(undefined)}
    >
      <ArrowPath />
      {t("common.refresh")}
    </Button>
  )
}
