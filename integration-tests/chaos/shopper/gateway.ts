import type { SimulatorState } from "../../../src/simulator"
import { isKassa, isTransfer, passingOf } from "../plan/providers"
import type { StepOf } from "../plan/steps"
import { announced, withPolicy } from "./announced"
import * as kassa from "./kassa"
import { cents, keyOfPayment, minorOf, type Payment, type Scene } from "./scene"

/** Sends money for a payment. */
export async function pay(scene: Scene, payment: Payment, step: StepOf<"pay">) {
  const { share, notice, which, hook } = step
  const { reference, asked, provider } = payment
  if (isKassa(provider)) return kassa.pay(scene, payment, notice)
  const isSent = isTransfer(provider)
  if (!isSent) await open(scene, payment, true)
  const order = isSent ? undefined : await tegroOrder(scene, reference, which ?? "newest")
  const came = await arrived(scene, payment, order)
  const amount = {
    all: asked,
    part: cents(asked / 4),
    rest: isSent ? cents(asked - came) : asked,
    more: cents(asked + 7.25),
  }[share]
  // Transfers add up; an order at Tegro is paid with one sum, and never with less than before.
  if (amount <= (isSent ? 0 : came)) return "paid already"
  const { control } = scene.world.simulator
  const text = amount.toFixed(2)
  scene.tally.add(share === "more" ? "over-payments" : share === "part" ? "part-payments" : "payments")
  if (order) await countLinks(scene, reference, order)
  if (notice.fate === "dropped") scene.count("payments of which no notification tells")
  if (passingOf(provider) && scene.surroundings.renaming?.isOver)
    scene.tally.add("payments by missing entries")
  await announced(scene, { provider, hook }, notice, () =>
    isSent
      ? control.m2cerber.transfer(reference, text)
      : control.tegro.pay(order?.id ?? reference, { amount: text }),
  )
  scene.note({
    kind: "money came",
    key: keyOfPayment(payment),
    amount: minorOf(isSent ? amount : amount - came),
  })
  return `${reference} ${text}`
}

async function countLinks(scene: Scene, reference: string, { id }: TegroOrder) {
  const { tegro } = await scene.world.simulator.control.state()
  const orders = tegro.orders.filter((order) => order.reference === reference)
  if (orders.length > 1 && orders[0]?.id === id) scene.count("older orders of links paid")
  if (orders.some((order) => order.id !== id && order.status === 1)) scene.count("links paid twice")
}

/** The merchant sends the money back in the gateway's cabinet, and nobody is told. */
export async function refundInCabinet(
  scene: Scene,
  payment: Payment,
  { share = "all" }: StepOf<"refund in the cabinet">,
) {
  if (isKassa(payment.provider)) return kassa.refundInCabinet(scene, payment, share)
  if (isTransfer(payment.provider)) return "no such button"
  const order = await tegroOrder(scene, payment.reference, "newest")
  if (order?.status !== 1) return "not paid"
  const { control } = scene.world.simulator
  await withPolicy(scene, payment, { drop: true }, () => control.tegro.setStatus(order.id, 3))
  scene.count("refunds in the cabinet")
  scene.note({
    kind: "returned in the cabinet",
    key: keyOfPayment(payment),
    amount: minorOf(Number(order.received ?? payment.asked)),
  })
  return order.received ?? undefined
}

/** The payment ends at the gateway without having been made. */
export async function giveUp(scene: Scene, payment: Payment, { how, notice }: StepOf<"give up">) {
  const { control } = scene.world.simulator
  const { reference, provider } = payment
  if (isKassa(provider)) return kassa.giveUp(scene, payment, { how, notice })
  if (isTransfer(provider)) {
    const { m2cerber } = await control.state()
    if (m2cerber.payments.find(({ paymentId }) => paymentId === reference)?.status === "accept")
      return "paid already"
    await announced(scene, payment, notice, () =>
      how === "expire" ? control.m2cerber.expire(reference) : control.m2cerber.cancel(reference),
    )
  } else {
    // Tegro takes nothing back that was paid.
    if ((await arrived(scene, payment)) > 0) return "paid already"
    await open(scene, payment, true)
    await announced(scene, payment, notice, () =>
      how === "fail" ? control.tegro.fail(reference) : control.tegro.cancel(reference),
    )
  }
  scene.tally.add("payments given up at the gateway")
  scene.note({ kind: "over at the gateway", key: keyOfPayment(payment) })
  return undefined
}

/** Tegro works on it: more than unpaid, and less than paid. */
export async function process(scene: Scene, payment: Payment) {
  if (isTransfer(payment.provider) || isKassa(payment.provider)) return "no such status"
  if ((await arrived(scene, payment)) > 0) return "paid already"
  await open(scene, payment, true)
  await scene.world.simulator.control.tegro.setStatus(payment.reference, 4)
  scene.tally.add("payments in confirmation")
  scene.note({ kind: "in confirmation", key: keyOfPayment(payment) })
  return undefined
}

/** "I have sent it": the store passes it on, and the gateway waits for the money then. */
export async function saySent(scene: Scene, payment: Payment) {
  const { status } = await scene.shopper.post(`/store/payment-gateways/sessions/${payment.session.id}/sent`)
  const { m2cerber } = await scene.world.simulator.control.state()
  const known = m2cerber.payments.find(({ paymentId }) => paymentId === payment.reference)
  if (known?.status === "confirming") {
    scene.tally.add("payments in confirmation")
    scene.note({ kind: "in confirmation", key: keyOfPayment(payment) })
  }
  return String(status)
}

/**
 * A link of our own making becomes an order at Tegro when it is opened; opened again, another one.
 * @param once leaves it at the first
 */
export async function open(scene: Scene, { session, reference, provider }: Payment, once = false) {
  const next = session.data.next_action
  if (provider !== "pp_tegro_redirect" || next.type !== "redirect") return "no page of its own"
  const { tegro } = await scene.world.simulator.control.state()
  const isOpen = tegro.orders.some((order) => order.reference === reference)
  if (once && isOpen) return undefined
  const answer = await fetch(next.url)
  await answer.text()
  if (isOpen) scene.tally.add("links opened twice")
  return String(answer.status)
}

async function tegroOrder(scene: Scene, reference: string, which: "newest" | "oldest") {
  const { tegro } = await scene.world.simulator.control.state()
  const orders = tegro.orders.filter((order) => order.reference === reference)
  return which === "newest" ? orders.at(-1) : orders[0]
}

type TegroOrder = SimulatorState["tegro"]["orders"][number]

/** What came so far: all transfers, or what this order at Tegro (by default the newest) was paid with. */
async function arrived(scene: Scene, { provider, reference }: Payment, given?: TegroOrder): Promise<number> {
  if (isTransfer(provider)) {
    const { m2cerber } = await scene.world.simulator.control.state()
    return Number(m2cerber.payments.find(({ paymentId }) => paymentId === reference)?.received ?? 0)
  }
  const order = given ?? (await tegroOrder(scene, reference, "newest"))
  return order?.status === 1 ? Number(order.received) : 0
}
