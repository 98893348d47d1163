import { isHeldBy, KASSA, refundModeOf } from "../plan/providers"
import type { CaptureManner, StepOf } from "../plan/steps"
import { Random } from "../random"
import { cents, minorOf, type Scene } from "./scene"

/** Not everything is sold out for ever. */
const AGAIN_IN_STOCK = 3

/** The merchant cancels the order, at once or while something else happens. */
export async function cancelOrder(scene: Scene, { when, inMs }: StepOf<"cancel order">) {
  const orderId = await scene.order(inMs > 0 ? 500 : undefined)
  if (!orderId) return "no order"
  const cancel = async () => {
    scene.note({ kind: "merchant cancels", orderId })
    const { status } = await scene.world.merchant.insist(`/admin/orders/${orderId}/cancel`)
    if (status === 200) scene.tally.add(`merchant cancels ${when}`)
    return String(status)
  }
  if (inMs === 0) return cancel()
  scene.after(inMs, cancel)
  return orderId
}

/** The merchant refunds what was captured, by what is left of it in Medusa. */
export async function refund(scene: Scene, { how }: StepOf<"refund">) {
  await scene.order()
  const [payment] = await scene.world.records.capturedPayments(scene.story.collections)
  if (!payment) return "nothing is captured"
  if (how === "to the last kopeck") return refundBitByBit(scene, payment)
  const amount = cents(
    how === "in part" ? payment.left / 4 : how === "in full" ? payment.left : payment.left * 0.75,
  )
  if (amount <= 0) return "nothing is left"
  scene.tally.add(`refunds ${how}`)
  scene.tally.add(`refunds by mode ${refundModeOf(payment.provider)}`)
  return scene.atOnce(how === "twice at once" ? 2 : 1, async () => {
    scene.note({ kind: "merchant refunds", paymentId: payment.id, amount: minorOf(amount) })
    return scene.world.merchant.post(`/admin/payments/${payment.id}/refund`, { amount })
  })
}

/** Three refunds that leave nothing. */
async function refundBitByBit(
  scene: Scene,
  { id, left, provider }: { id: string; left: number; provider: string },
) {
  const first = cents(left * 0.4)
  const second = cents(left * 0.35)
  const answers: string[] = []
  for (const amount of [first, second, cents(left - first - second)]) {
    scene.tally.add(`refunds by mode ${refundModeOf(provider)}`)
    scene.note({ kind: "merchant refunds", paymentId: id, amount: minorOf(amount) })
    const { status } = await scene.world.merchant.post(`/admin/payments/${id}/refund`, { amount })
    answers.push(`${amount}: ${status}`)
  }
  scene.tally.add("refunds to the last kopeck")
  return answers.join(", ")
}

const HELD = Object.values(KASSA).filter(isHeldBy)
const SHARES: Record<CaptureManner, readonly number[]> = {
  "in full": [1],
  "in part": [0.6],
  "twice at once": [1, 1],
  "in two parts": [0.6, 0.3],
}

/** The merchant captures what is held. */
export async function capture(scene: Scene, { how, inMs }: StepOf<"capture">) {
  await scene.order()
  const payment = await scene.world.records.heldPayment(scene.story.collections, HELD)
  if (!payment) return "nothing is held"
  const press = async (share: number) => {
    const amount = cents(payment.amount * share)
    scene.note({ kind: "merchant captures", paymentId: payment.id, amount: minorOf(amount) })
    const body = share === 1 ? {} : { amount }
    const { status } = await scene.world.merchant.post(`/admin/payments/${payment.id}/capture`, body)
    return { status }
  }
  const work = async () => {
    scene.tally.add(`captures of holds ${how}`)
    const shares = SHARES[how]
    if (how === "twice at once") return scene.atOnce(shares.length, (n) => press(shares[n] as number))
    const answers: number[] = []
    for (const share of shares) answers.push((await press(share)).status)
    return answers.join(", ")
  }
  if (inMs === 0) return work()
  scene.after(inMs, work)
  return payment.id
}

/** A credit line takes what is still to be paid off the order, or a part of it. */
export async function creditOrder(scene: Scene, { share }: StepOf<"credit order">) {
  const orderId = await scene.order()
  if (!orderId) return "no order"
  const pending = await scene.world.records.pendingOf(orderId)
  if (pending <= 0) return "nothing is to be paid"
  const amount = share === "all" ? pending : cents(pending / 3)
  const { status, body } = await scene.world.merchant.post(`/admin/orders/${orderId}/credit-lines`, {
    amount,
    reference: "goodwill",
    reference_id: "a letter of apology",
  })
  if (status !== 200) return `${status}: ${body.message}`
  scene.tally.add(`orders credited: ${share}`)
  scene.note({ kind: "merchant credits", orderId, isAll: share === "all" })
  return String(amount)
}

/** One more of the order's first item. The difference gets a payment collection of its own. */
export async function editOrder(scene: Scene) {
  const { merchant } = scene.world
  const orderId = await scene.order()
  if (!orderId) return "no order"
  const itemId = await scene.world.records.firstItemOf(orderId)
  const begun = await merchant.post("/admin/order-edits", { order_id: orderId })
  if (begun.status !== 200) return `${begun.status}: ${begun.body.message}`
  await merchant.post(`/admin/order-edits/${orderId}/items/item/${itemId}`, { quantity: 2 })
  const { status, body } = await merchant.post(`/admin/order-edits/${orderId}/confirm`)
  if (status !== 200) return `${status}: ${body.message}`
  const collections = await scene.world.records.collectionsOf(orderId)
  const added = collections.find((id) => !scene.story.collections.includes(id))
  scene.tally.add("orders edited")
  if (!added) return "nothing more to pay"
  scene.editCollectionId = added
  scene.story.collections.push(added)
  return added
}

/** The parcel was paid in cash. */
export async function captureCash(scene: Scene) {
  const payment = await scene.world.records.cashPayment(scene.story.collections)
  if (!payment) return "no cash payment"
  const { status } = await scene.world.merchant.post(`/admin/payments/${payment}/capture`, {})
  if (status === 200) scene.tally.add("cash captured")
  return String(status)
}

/** The merchant presses "Authorize" on the order's page, perhaps in the moment in which the money comes. */
export async function authorize(scene: Scene, { inMs }: StepOf<"authorize">) {
  const orderId = await scene.order()
  const session = await scene.world.records.waitingSession(scene.story.collections)
  if (!orderId || !session) return "nothing waits for its payment"
  const press = async () => {
    const path = `/admin/orders/${orderId}/payment-sessions/authorize`
    const { status } = await scene.world.merchant.post(path, { payment_session_id: session })
    scene.tally.add("merchant presses authorize")
    return String(status)
  }
  if (inMs === 0) return press()
  scene.after(inMs, press)
  return session
}

/** The last pieces break: only what is reserved is left. */
export async function sellOut(scene: Scene) {
  scene.tally.add("sold out while paying")
  return scene.world.stock(scene.scarceGoods, 0)
}

export async function restock(scene: Scene) {
  scene.tally.add("restocked")
  return scene.world.stock(scene.scarceGoods, AGAIN_IN_STOCK)
}

/** The gateways carry payouts out, or give the money back. */
export async function settlePayouts(scene: Scene, { seed, outcome }: StepOf<"settle payouts">) {
  const { m2cerber } = await scene.world.simulator.control.state()
  const pending = m2cerber.payouts.filter(({ status }) => status === "pending")
  if (pending.length === 0) return "no payouts"
  const { paymentId } = new Random(seed).pick(pending)
  await scene.world.simulator.control.m2cerber.settlePayout(paymentId, outcome)
  scene.tally.add(`payouts settled: ${outcome}`)
  return `${paymentId} ${outcome}`
}
