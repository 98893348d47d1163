import { ArrowDownTray } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"

import { client, type Query } from "../../lib/data/client"
import { useWords } from "../../lib/locale/texts"
import { toDay } from "../../lib/locale/time"
import { useAction } from "../../lib/data/use-action"

/** Saves the filtered list as a file. */
export function ExportPayments({ query }: { query: Query }) {
  const { t } = useWords()
  const save = useAction(client.exportPayments, (file) => {
    offer(file, `payments-${toDay(new Date())}.csv`)
    toast.success(t("payments.exported"))
  })
  return (
    <Button size="small" variant="secondary" isLoading={save.isPending} onClick={() => save.mutate(query)}>
      <ArrowDownTray />
      {t("payments.export")}
    </Button>
  )
}

function offer(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
