import { answering } from "../../support/answering"
import { theOne } from "../../support/find"
import type { PaymentResponse } from "../../types"
import { paymentDetails } from "../../views/payment-details"

/** One payment with all that happened to it. */
export const GET = answering<PaymentResponse>(async ({ scope, params }) => ({
  payment: theOne(await paymentDetails(scope, { ids: [params.id as string] }), "payment"),
}))
