import { z } from "@medusajs/framework/zod"

/**
 * The shapes of Tegro's API, with its own names. Note its swap: what createOrder takes as `order_id` (the merchant's
 * number) comes back as `payment_id`, while `order_id` in /api/order/ is Tegro's own `id`.
 */

const decimal = z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^-?\d+(\.\d+)?$/))
const id = z.union([z.string(), z.number()]).transform(String)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

export const envelope = z.object({
  type: z.enum(["success", "error"]),
  desc: text,
  data: z.unknown(),
})

export const createdOrder = z.object({ id, url: z.url({ protocol: /^https?$/ }) })

export const order = z.object({
  id,
  date_created: text,
  date_payed: text,
  status: z.coerce.number().int(),
  payment_system_id: z.coerce.number().int().nullish(),
  currency_id: z.coerce.number().int().nullish(),
  amount: decimal,
  fee: decimal.nullish(),
  email: text,
  test_order: z.union([z.literal(0), z.literal(1), z.literal("0"), z.literal("1")]).nullish(),
  payment_id: id,
})
export type TegroOrder = z.output<typeof order>

export const orders = z.array(order)

export const shops = z.object({
  user_id: id,
  shops: z.array(
    z.object({
      id,
      date_added: text,
      name: z.string(),
      url: text,
      status: z.coerce.number().int(),
      public_key: z.string(),
      desc: text,
    }),
  ),
})

export const balance = z.object({ user_id: id, balance: z.record(z.string(), decimal) })

export const createdWithdrawal = z.object({ order_id: id, balance: z.record(z.string(), decimal).nullish() })

export const withdrawal = z.object({
  id,
  date_created: text,
  date_payed: text,
  status: z.coerce.number().int(),
  currency_id: z.coerce.number().int().nullish(),
  amount: decimal,
  payment_id: id.nullish(),
})
export type TegroWithdrawal = z.output<typeof withdrawal>

export const withdrawals = z.array(withdrawal)
