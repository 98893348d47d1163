import { Money } from "../../../src/core"
import { CANCELED_AS_UNPAID } from "../../../src/medusa/reads/refunds"
import { checkCancel } from "../invariants"
import { provider } from "../provider"
import { count, inMedusa, type World } from "../world"
import { newId, orderOf, type Entry, type Order, type Payment } from "./books"
import { release } from "./complete-cart"
import { KILLED } from "../statements"
import { authorizeSession, capture, enterCaptures, refund } from "./payments"
import { workflow, type Undo } from "./workflow"

export const NOT_CANCELABLE = new Error("The order cannot be canceled")

/** Medusa's workflow that cancels an order: it refunds what is captured and frees the stock. */
export const cancelOrder = (world: World, by: "plugin" | "merchant"): Promise<void> =>
  workflow(async (undo) => {
    const { medusa } = world
    const order = orderOf(medusa)
    if (!order || order.isCanceled || order.isFulfilled) throw NOT_CANCELABLE
    if (by === "plugin") checkCancel(world)
    const payments = [...medusa.payments]
    const uncaptured = payments.filter(({ captures }) => captures.length === 0)
    for (const payment of payments) await refundAll(world, order, payment, by, undo)
    await inMedusa(world, () => release(world, order))
    undo(() => inMedusa(world, () => reserveAgain(world, order)))
    for (const payment of uncaptured) await cancelQuietly(world, payment)
    await inMedusa(world, () => (order.isCanceled = true))
    medusa.events.push({ name: "order.canceled" })
    count(world, `order canceled by the ${by}`)
  })

/** Errors are only logged, and the order is canceled all the same. */
async function cancelQuietly(world: World, payment: Payment): Promise<void> {
  const { providerId, sessionId: id } = payment
  try {
    await provider(providerId).cancel(world, { id, providerId })
    await inMedusa(world, () => (payment.isCanceled = true))
  } catch (error) {
    if (error === KILLED) throw error
  }
}

function reserveAgain({ medusa }: World, order: Order): void {
  if (medusa.stock < 1 || order.isCanceled) return
  medusa.stock--
  order.isReserved = true
}

/** Errors are only logged, and the account shows it as returned all the same. */
async function refundAll(
  world: World,
  order: Order,
  payment: Payment,
  by: "plugin" | "merchant",
  undo: Undo,
): Promise<void> {
  const sum = restOf(payment)
  if (!sum.isPositive) return
  await refund(world, payment, sum, by === "plugin" ? CANCELED_AS_UNPAID : "user")
  const entry = await enterRefund(world, order, payment.id, sum)
  // The money does not come back, but the account forgets it.
  undo(() => inMedusa(world, () => (order.entries = order.entries.filter((one) => one !== entry))))
}

/** A refund by the merchant names itself; one by which an order is canceled names its payment. */
async function enterRefund(world: World, order: Order, of: string, amount: Money): Promise<Entry> {
  const entry: Entry = { id: newId(world.medusa, "ordtrx"), kind: "refund", of, amount }
  await inMedusa(world, () => order.entries.push(entry))
  return entry
}

/** Captured in Medusa, less its refunds. */
export function restOf({ captures, refunds, amount }: Payment): Money {
  const captured = captures.reduce((sum, one) => sum.plus(one.amount), amount.minus(amount))
  return refunds.reduce((sum, one) => sum.minus(one.amount), captured)
}

/** The merchant refunds a payment, all of it or half. */
export async function refundByMerchant(world: World, share: "all" | "half"): Promise<void> {
  const { medusa } = world
  const payment = medusa.payments.find((one) => restOf(one).isPositive)
  if (!payment) return
  const rest = restOf(payment)
  const sum = share === "all" ? rest : Money.fromMinor(rest.minor / 2n, rest.currency)
  if (!sum.isPositive) return
  const refunded = await refund(world, payment, sum, "user")
  if (!refunded) return
  count(world, "refunded by the merchant")
  const order = orderOf(medusa)
  if (order) await enterRefund(world, order, refunded, sum)
}

/** The merchant captures a payment that is authorized, all that is left of it or half. */
export async function captureByMerchant(world: World, share: "all" | "half"): Promise<void> {
  const { medusa } = world
  const payment = medusa.payments.findLast(
    (one) => one.providerId.startsWith("pp_card") && !one.isCaptured && !one.isCanceled,
  )
  if (!payment) return
  const left = payment.captures.reduce((rest, { amount }) => rest.minus(amount), payment.amount)
  const amount = share === "all" ? left : Money.fromMinor(payment.amount.minor / 2n, left.currency)
  await capture(world, payment, { amount, by: "merchant" })
  count(world, `captured by the merchant: ${share}`)
  await enterCaptures(world, payment)
}

/** An admin presses "authorize" on the order: Medusa asks the provider and enters what is captured. */
export async function authorizeByMerchant(world: World): Promise<void> {
  const { medusa } = world
  const session = medusa.sessions.at(-1)
  if (!session || !orderOf(medusa)) return
  const payment = await authorizeSession(world, session.id)
  if (payment) await enterCaptures(world, payment)
}
