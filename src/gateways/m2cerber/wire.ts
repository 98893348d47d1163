import { z } from "@medusajs/framework/zod"

/** The shapes of m2cerber's bot_api, with its own names and slips. */

const id = z.union([z.string(), z.number()]).transform(String)
const decimal = z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^\d+(\.\d+)?$/))

export const wallet = z.object({
  payment_id: id,
  wallet_link: z.string().nullish(),
  image: z.string().nullish().catch(null),
  wallet_number: id,
})

/** The answer to update_status misspells `payment_id` as `paymnet_id`; both are read. */
export const status = z
  .object({ payment_id: id.optional(), paymnet_id: id.optional(), status: z.string() })
  .transform((answer) => ({ paymentId: answer.payment_id ?? answer.paymnet_id, status: answer.status }))

/** The same of a look-up, which has to say whom it is about. */
export const foundStatus = status.transform(({ paymentId, status: code }, context) => {
  if (paymentId !== undefined) return { paymentId, status: code }
  context.addIssue({ code: "custom", message: "no payment_id" })
  return z.NEVER
})

/** Documents of different age name the sums with and without `_sum`. */
export const balance = z
  .object({
    confirm_sum: decimal.optional(),
    pending_sum: decimal.optional(),
    canceled_sum: decimal.optional(),
    confirm: decimal.optional(),
    pending: decimal.optional(),
    canceled: decimal.optional(),
  })
  .transform((sums) => ({
    confirmed: sums.confirm_sum ?? sums.confirm,
    pending: sums.pending_sum ?? sums.pending,
    canceled: sums.canceled_sum ?? sums.canceled,
  }))
  .refine((sums) => sums.confirmed !== undefined, "no confirm_sum")
