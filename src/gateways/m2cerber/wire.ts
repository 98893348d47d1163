import { z } from "@medusajs/framework/zod"
import { MAX_CODE_LENGTH } from "../../core/gateway"
import { decimal, MAX_ID, MAX_URL, optional, required } from "../words"
import { MAX_IMAGE_TEXT } from "./image"

/**
 * The shapes of m2cerber's bot_api, with its own names and misspellings. Each text has a limit: a longer one that is not
 * needed counts as missing, any other makes the answer unreadable.
 */

const id = required(MAX_ID)
const sum = decimal.refine((text) => !text.startsWith("-"), "is negative")

export const wallet = z.object({
  payment_id: id,
  wallet_link: optional(MAX_URL),
  image: optional(MAX_IMAGE_TEXT),
  wallet_number: id,
})

/** An answer with a status. That of update_status misspells `payment_id` as `paymnet_id`; both are read. */
export const status = z
  .object({ payment_id: id.optional(), paymnet_id: id.optional(), status: required(MAX_CODE_LENGTH) })
  .transform((answer) => ({ paymentId: answer.payment_id ?? answer.paymnet_id, status: answer.status }))

/** The answer to a look-up, which must name its payment. */
export const foundStatus = status.transform(({ paymentId, status: code }, context) => {
  if (paymentId !== undefined) return { paymentId, status: code }
  context.addIssue({ code: "custom", message: "no payment_id" })
  return z.NEVER
})

/** The older and the newer documents name the sums with and without `_sum`. */
export const balance = z
  .object({
    confirm_sum: sum.optional(),
    pending_sum: sum.optional(),
    canceled_sum: sum.optional(),
    confirm: sum.optional(),
    pending: sum.optional(),
    canceled: sum.optional(),
  })
  .transform((sums) => ({
    confirmed: sums.confirm_sum ?? sums.confirm,
    pending: sums.pending_sum ?? sums.pending,
    canceled: sums.canceled_sum ?? sums.canceled,
  }))
  .refine((sums) => sums.confirmed !== undefined, "no confirm_sum")
