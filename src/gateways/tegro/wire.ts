import { z } from "@medusajs/framework/zod"
import { decimal, integer, label, MAX_ID, MAX_REFERENCE, MAX_URL, optional, required } from "../words"

/**
 * The shapes of Tegro's API, with its own names. The merchant's number is sent to createOrder as `order_id` and comes back
 * as `payment_id`, while `order_id` in /api/order/ is Tegro's own `id`.
 *
 * Each text has a limit: a longer one that is not needed counts as missing, any other makes the answer unreadable.
 */

const id = required(MAX_ID)
const reference = required(MAX_REFERENCE)
const date = optional(40)
const hint = integer.nullish().catch(null)

export const envelope = z.object({
  type: z.enum(["success", "error"]),
  desc: label(1_000),
  data: z.unknown(),
})

export const createdOrder = z.object({ id, url: z.url({ protocol: /^https?$/ }).max(MAX_URL) })

export const order = z.object({
  id,
  date_created: date,
  date_payed: date,
  status: integer,
  payment_system_id: hint,
  currency_id: hint,
  amount: decimal,
  fee: decimal.nullish(),
  test_order: z.union([z.literal(0), z.literal(1), z.literal("0"), z.literal("1")]).nullish(),
  payment_id: reference,
})
export type TegroOrder = z.output<typeof order>

/** A shop may be shared with other software: orders that cannot be read are left out, unless none can be. */
export const orders = z
  .array(z.unknown())
  .transform((all) => all.map((one) => order.safeParse(one)))
  .refine((all) => all.length === 0 || all.some(({ success }) => success))
  .transform((all) => all.flatMap(({ data }) => (data ? [data] : [])))

export const shops = z.object({
  user_id: id,
  shops: z.array(
    z.object({
      id,
      name: label(200),
      url: optional(MAX_URL),
      status: integer,
      public_key: required(MAX_ID),
    }),
  ),
})

/** Sums by currency; a name that cannot be a currency's is left out. */
const sums = z
  .record(z.string(), z.unknown())
  .transform((all) => Object.entries(all).filter(([currency]) => /^[A-Za-z0-9]{2,10}$/.test(currency)))
  .pipe(z.array(z.tuple([z.string(), decimal])).max(100))
  .transform((entries) => Object.fromEntries(entries))

export const balance = z.object({ user_id: id, balance: sums })

/** A payout that was made. The balance is sent along, and not needed. */
export const createdWithdrawal = z.object({ order_id: id, balance: sums.nullish().catch(null) })

export const withdrawal = z.object({
  id,
  date_created: date,
  date_payed: date,
  status: integer,
  currency_id: hint,
  amount: decimal,
  payment_id: reference.nullish(),
})
export type TegroWithdrawal = z.output<typeof withdrawal>

export const withdrawals = z.array(withdrawal)
