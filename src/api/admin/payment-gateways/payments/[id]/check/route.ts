import { checkPayment } from "../../../../../../workflows/check-payment"
import { answering } from "../../../support/answering"
import { theOne } from "../../../support/find"
import type { CheckResponse } from "../../../types"
import { paymentDetails } from "../../../views/payment-details"

/** Asks the gateway now, and settles what has come, by the road that notifications take. */
export const POST = answering<CheckResponse>(async ({ scope, params }) => {
  const read = async () => theOne(await paymentDetails(scope, { ids: [params.id as string] }), "payment")
  const { outcome, error } = await checkPayment(scope, await read())
  return { outcome: outcome === "done" ? "checked" : outcome, error, payment: await read() }
})
