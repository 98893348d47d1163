import { jsonRoute } from "../../support/json-route"
import type { OrderPaymentsResponse } from "../../types"
import { paymentDetails } from "../../views/payment-details"
import { collectionsOf } from "../../../../../medusa/reads/collection-search"

/** The payments of one order, those that came to nothing too. */
export const GET = jsonRoute<OrderPaymentsResponse>(async ({ scope, params }) => {
  const collections = await collectionsOf(scope, { orders: [params.id as string] })
  return { payments: collections.length ? await paymentDetails(scope, { collections }) : [] }
})
