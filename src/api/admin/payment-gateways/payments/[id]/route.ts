import { jsonRoute } from "../../support/json-route"
import { firstOrNotFound } from "../../support/find"
import type { PaymentResponse } from "../../types"
import { paymentDetails } from "../../views/payment-details"

/** One payment with its timeline, problems and operations. */
export const GET = jsonRoute<PaymentResponse>(async ({ scope, params }) => ({
  payment: firstOrNotFound(await paymentDetails(scope, { ids: [params.id as string] }), "payment"),
}))
