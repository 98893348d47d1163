import { Button, toast, usePrompt } from "@medusajs/ui"

import type { NotificationRow, ReplayResponse } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/client"
import { errorText } from "../../lib/failure"
import { useWords, type Words } from "../../lib/texts"
import { useAction } from "../../lib/use-action"

interface ReplayNotificationProps {
  notification: NotificationRow
  watch: (on: boolean) => void
}

/** Has a notification worked on again, as if it had just come. */
export function ReplayNotification({ notification, watch }: ReplayNotificationProps) {
  const words = useWords()
  const { t } = words
  const prompt = usePrompt()
  const replay = useAction(client.replayNotification, (answer: ReplayResponse) => {
    watch(answer.outcome === "pending")
    showOutcome(answer, words)
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

function showOutcome({ outcome, error, notification }: ReplayResponse, words: Words): void {
  const { t, known } = words
  if (outcome === "pending") {
    toast.info(t("notifications.replay_pending"))
  } else if (outcome === "failed") {
    toast.error(t("notifications.replay_failed"), {
      description: error ? errorText(error, words) : undefined,
    })
  } else {
    const came = notification.outcome ?? ""
    toast.success(t("notifications.replayed", { outcome: known(`outcome.${came}`, came) }))
  }
}
