import { Button, toast, usePrompt } from "@medusajs/ui"

import type { NotificationRow, ReplayResponse } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { showOutcome } from "../../lib/data/show-outcome"
import { useWords } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

const TEXTS = { pending: "notifications.replay_pending", failed: "notifications.replay_failed" } as const

interface ReplayNotificationProps {
  notification: NotificationRow
  watch: (on: boolean) => void
}

/** A button that has a notification worked on again. */
export function ReplayNotification({ notification, watch }: ReplayNotificationProps) {
  const words = useWords()
  const { t, known } = words
  const prompt = usePrompt()
  const replay = useAction(client.replayNotification, (answer: ReplayResponse) => {
    watch(answer.outcome === "pending")
    showOutcome(answer, words, TEXTS, () => {
      const came = answer.notification.outcome ?? ""
      toast.success(t("notifications.replayed", { outcome: known(`outcome.${came}`, came) }))
    })
  })
  const begin = async () => {
    const sure = await prompt({
      variant: "confirmation",
      title: t("notifications.replay_title"),
      description: t("notifications.replay_text", { reference: notification.reference }),
      confirmText: t("notifications.replay"),
      cancelText: t("common.cancel"),
    })
    if (sure) replay.mutate(notification.id)
  }
  return (
    <Button size="small" isLoading={replay.isPending} onClick={() => void begin()}>
      {t("notifications.replay")}
    </Button>
  )
}
