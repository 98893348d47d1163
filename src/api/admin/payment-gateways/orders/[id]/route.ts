import { jsonRoute } from "../../support/json-route"
import type { OrderPaymentsResponse } from "../../types"
import { paymentDetails } from "../../views/payment-details"
import { collectionsOf } from "../../../../../medusa/reads/collection-search"

/** All payments of one order, also those without money. */
export const GET = jsonRoute<OrderPaymentsResponse>(async ({ scope, params }) => {
  const collections = await collectionsOf(scope, { orders: [params.id as string] })
  return { payments: collections.length ? await paymentDetails(scope, { collections }) : [] }
})
