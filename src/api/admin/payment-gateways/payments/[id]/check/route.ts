import { runWithDeadline } from "../../../../../support/run-with-deadline"
import { settlePayment } from "../../../../../../composition"
import { jsonRoute } from "../../../support/json-route"
import { firstOrNotFound } from "../../../support/find"
import type { CheckResponse } from "../../../types"
import { paymentDetails } from "../../../views/payment-details"

/** Asks the gateway now, and settles the payment as a notification would. */
export const POST = jsonRoute<CheckResponse>(async ({ scope, params }) => {
  const read = async () =>
    firstOrNotFound(await paymentDetails(scope, { ids: [params.id as string] }), "payment")
  const { provider_id, reference } = await read()
  const { outcome, error } = await runWithDeadline(scope, `check payment ${provider_id} ${reference}`, () =>
    settlePayment(scope, { provider_id, reference, road: "admin" }),
  )
  return { outcome: outcome === "done" ? "checked" : outcome, error, payment: await read() }
})
