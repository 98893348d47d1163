import type { MedusaContainer } from "@medusajs/framework/types"
import { runWithDeadline } from "../../../../../support/run-with-deadline"
import { replayNotification } from "../../../../../../background"
import { dependenciesOf, ledgerOf } from "../../../../../../composition"
import { jsonRoute } from "../../../support/json-route"
import { firstOrNotFound } from "../../../support/find"
import type { NotificationRow, ReplayResponse } from "../../../types"
import { notificationRow } from "../../../views/notification-row"

/**
 * Settles a notification once more: it is only a reason to ask the gateway, so that a second time changes nothing that
 * the first one did.
 */
export const POST = jsonRoute<ReplayResponse>(async ({ scope, params }) => {
  const id = params.id as string
  await find(scope, id)
  const { outcome, error, result } = await runWithDeadline(scope, `notification ${id}`, () =>
    replayNotification(dependenciesOf(scope), id),
  )
  const notification = await find(scope, id)
  // Somebody else is at work on it.
  if (outcome === "done" && result === false) return { outcome: "pending", error: null, notification }
  const failure = notification.error && failureOf(notification.error)
  return failure && outcome === "done"
    ? { outcome: "failed", error: failure, notification }
    : { outcome, error, notification }
})

async function find(scope: MedusaContainer, id: string): Promise<NotificationRow> {
  const page = { limit: 1, withoutCount: true }
  const { rows } = await ledgerOf(scope).search.notifications({ ids: [id] }, page)
  return notificationRow(firstOrNotFound(rows, "notification"))
}

/** The inbox writes "code: message". */
function failureOf(text: string): { code: string; message: string } {
  const [, code, message] = /^([a-z_]+): (.*)$/s.exec(text) ?? []
  return { code: code ?? "unexpected", message: message ?? text }
}
