import { z } from "@medusajs/framework/zod"
import { MAX_CODE_LENGTH } from "../../core/gateway"
import { decimal, label, MAX_ID, MAX_REFERENCE, MAX_URL, optional, required } from "../words"

/**
 * The shapes of YooKassa's API, as far as they are needed. Each text has a limit: a longer one that is not needed counts
 * as missing, any other makes the answer unreadable.
 */

const id = required(MAX_ID)
const status = required(MAX_CODE_LENGTH)
const time = optional(40)
const word = optional(MAX_CODE_LENGTH)

const money = z.object({
  value: decimal,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toUpperCase()),
})

/** Our own texts of a payment or refund; other software in the same shop may have sent others. */
const metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(null)
  .transform((all) => ({ reference: text(all?.reference), refund: text(all?.refund) }))

const text = (value: unknown) => optional(MAX_REFERENCE).parse(value)

const cancellation = z.object({ party: word, reason: word }).nullish().catch(null)

export const payment = z.object({
  id,
  status,
  amount: money,
  income_amount: money.nullish().catch(null),
  refunded_amount: money.nullish(),
  confirmation: z
    .object({ confirmation_url: optional(MAX_URL) })
    .nullish()
    .catch(null),
  created_at: time,
  captured_at: time,
  expires_at: time,
  metadata,
  recipient: z.object({ account_id: id }).nullish(),
  payment_method: z.object({ type: word }).nullish().catch(null),
  cancellation_details: cancellation,
  receipt_registration: word,
  test: z.boolean(),
})
export type YookassaPayment = z.output<typeof payment>

export const refund = z.object({
  id,
  payment_id: id,
  status,
  amount: money,
  created_at: time,
  metadata,
  cancellation_details: cancellation,
  receipt_registration: word,
})
export type YookassaRefund = z.output<typeof refund>

/** A page. An item that cannot be read is null: a shop may be shared with other software. */
const listOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(z.unknown()).transform((all) => all.map((one) => item.safeParse(one).data ?? null)),
    // A cursor that cannot be read makes the answer unreadable: it is not the end of the list.
    next_cursor: required(MAX_REFERENCE)
      .nullish()
      .transform((cursor) => cursor ?? null),
  })

export const payments = listOf(payment)
export const refunds = listOf(refund)

export const me = z.object({
  account_id: id,
  status: label(40),
  test: z.boolean().nullish().catch(null),
  fiscalization: z.object({ enabled: z.boolean(), provider: word }).nullish().catch(null),
  fiscalization_enabled: z.boolean().nullish().catch(null),
})
export type YookassaShop = z.output<typeof me>

const wait = z.int().nonnegative().nullish().catch(null)

/** The envelope of an error. */
export const refusal = z.object({
  type: z.literal("error"),
  code: required(64),
  description: label(500),
  parameter: optional(200),
  retry_after: wait,
})
export type Refusal = z.output<typeof refusal>

/** An older form of the answer that says that the call is still being worked on. */
export const processing = z.object({ retry_after: wait })
