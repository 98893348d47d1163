import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import type { NotificationsResponse } from "../types"
import { notificationRow } from "../views/notification-row"
import { searchFor } from "../../../../medusa/reads/collection-search"
import type { NotificationsQuery } from "./middlewares"

/** The inbox, newest first. */
export const GET = jsonRoute<NotificationsResponse, NotificationsQuery>(async ({ scope, validatedQuery }) => {
  const { q, state, provider_id, limit, offset } = validatedQuery
  const filters = { states: state, providers: provider_id, search: await searchFor(scope, q) }
  const { rows, count } = await ledgerOf(scope).search.notifications(filters, { limit, offset })
  return { notifications: rows.map(notificationRow), count, limit, offset }
})
