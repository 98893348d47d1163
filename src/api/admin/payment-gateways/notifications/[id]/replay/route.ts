import type { MedusaContainer } from "@medusajs/framework/types"
import { writtenError } from "../../../../../support/describe-error"
import { runWithDeadline } from "../../../../../support/run-with-deadline"
import { replayNotification } from "../../../../../../background"
import { dependenciesOf, ledgerOf } from "../../../../../../composition"
import { jsonRoute } from "../../../support/json-route"
import { firstOrNotFound, ONE_ROW } from "../../../support/find"
import type { NotificationRow, ReplayResponse } from "../../../types"
import { notificationRow } from "../../../views/notification-row"

/**
 * Settles a notification once more. A notification is only a reason to ask the gateway, so a second time does no harm.
 */
export const POST = jsonRoute<ReplayResponse>(async ({ scope, params }) => {
  const id = params.id as string
  await find(scope, id)
  const { outcome, error, result } = await runWithDeadline(scope, `notification ${id}`, () =>
    replayNotification(dependenciesOf(scope), id),
  )
  const notification = await find(scope, id)
  if (outcome !== "done") return { outcome, error, notification }
  // Another process is at work on it.
  if (result === false) return { outcome: "pending", error: null, notification }
  const failure = writtenError(notification.error)
  return { outcome: failure ? "failed" : "done", error: failure, notification }
})

async function find(scope: MedusaContainer, id: string): Promise<NotificationRow> {
  const { rows } = await ledgerOf(scope).search.notifications({ ids: [id] }, ONE_ROW)
  return notificationRow(firstOrNotFound(rows, "notification"))
}
