import { isHeldBy } from "../plan/providers"
import type { Notice, StepOf } from "../plan/steps"
import { announced, withPolicy } from "./announced"
import { keyOfPayment, minorOf, type Payment, type Scene } from "./scene"

/** What happens at the gateway that holds money and sends it back: on its page, and in its cabinet. */

/** The shopper pays all of it. */
export async function pay(scene: Scene, payment: Payment, notice: Notice) {
  const found = await shown(scene, payment)
  if (found?.status !== "pending") return found ? `${found.status} already` : "not known there"
  scene.tally.add(isHeldBy(payment.provider) ? "payments held" : "payments")
  if (notice.fate === "dropped") scene.count("payments of which no notification tells")
  await announced(scene, payment, notice, () => scene.world.simulator.control.yookassa.pay(found.id))
  scene.note({ kind: "money came", key: keyOfPayment(payment), amount: minorOf(payment.asked) })
  return `${payment.reference} ${found.amount}`
}

/** A card without money. */
const POOR = "5555555555554600"

/** On the gateway's page, where another card may be tried. */
export async function declineCard(scene: Scene, payment: Payment) {
  const found = await shown(scene, payment)
  if (found?.status !== "pending") return "not to be paid"
  const body = new URLSearchParams({ action: "pay", method: "bank_card", card: POOR })
  const answer = await fetch(found.url, { method: "POST", body, redirect: "manual" })
  scene.tally.add("cards declined on the page")
  return String(answer.status)
}

export async function giveUp(
  scene: Scene,
  payment: Payment,
  { how, notice }: Pick<StepOf<"give up">, "how" | "notice">,
) {
  const found = await shown(scene, payment)
  if (found?.status !== "pending") return "not to be given up"
  const { yookassa } = scene.world.simulator.control
  await announced(scene, payment, notice, () =>
    how === "expire" ? yookassa.expire(found.id) : yookassa.decline(found.id),
  )
  scene.tally.add("payments given up at the gateway")
  scene.note({ kind: "over at the gateway", key: keyOfPayment(payment) })
  return undefined
}

/** The merchant captures past the store. */
export async function captureInCabinet(
  scene: Scene,
  payment: Payment,
  { share, notice }: StepOf<"capture in the cabinet">,
) {
  const found = await shown(scene, payment)
  if (found?.status !== "waiting_for_capture") return "nothing is held"
  const amount = share === "all" ? payment.asked : Math.round(payment.asked * 60) / 100
  const { yookassa } = scene.world.simulator.control
  await announced(scene, payment, notice, () => yookassa.capture(found.id, amount.toFixed(2)))
  scene.tally.add("holds captured in the cabinet")
  scene.note({ kind: "captured in the cabinet", key: keyOfPayment(payment), amount: minorOf(amount) })
  return String(amount)
}

export async function voidInCabinet(
  scene: Scene,
  payment: Payment,
  { notice }: StepOf<"void in the cabinet">,
) {
  return over(scene, payment, notice, "holds voided in the cabinet", (id) =>
    scene.world.simulator.control.yookassa.cancel(id),
  )
}

export async function endHold(scene: Scene, payment: Payment, { notice }: StepOf<"end the hold">) {
  return over(scene, payment, notice, "holds ended by time", (id) =>
    scene.world.simulator.control.yookassa.expire(id),
  )
}

async function over(
  scene: Scene,
  payment: Payment,
  notice: Notice,
  name: string,
  event: (id: string) => Promise<unknown>,
) {
  const found = await shown(scene, payment)
  if (found?.status !== "waiting_for_capture") return "nothing is held"
  await announced(scene, payment, notice, () => event(found.id))
  scene.tally.add(name)
  scene.note({ kind: "hold ended", key: keyOfPayment(payment) })
  return undefined
}

/** The merchant sends money back past the store, and nobody is told. */
export async function refundInCabinet(scene: Scene, payment: Payment, share: "all" | "part") {
  const found = await shown(scene, payment)
  if (found?.status !== "succeeded" || found.captured === null) return "not paid"
  const part = share === "part" ? (Number(found.captured) / 3).toFixed(2) : undefined
  const { yookassa } = scene.world.simulator.control
  await withPolicy(scene, payment, { drop: true }, () => yookassa.refund(found.id, part))
  scene.tally.add("refunds in the cabinet of a gateway that refunds")
  const amount = minorOf(Number(part ?? found.captured))
  scene.note({ kind: "returned in the cabinet", key: keyOfPayment(payment), amount })
  return part ?? "all"
}

/** Refunds of this shopper's that are under way come to their end. */
export async function settleRefunds(scene: Scene, { outcome }: StepOf<"settle refunds">) {
  const { yookassa } = await scene.world.simulator.control.state()
  const own = new Set(scene.payments.map(({ reference }) => reference))
  const ids = yookassa.payments
    .filter(({ metadata }) => own.has(metadata.reference ?? ""))
    .map(({ id }) => id)
  const pending = yookassa.refunds.filter(
    ({ paymentId, status }) => status === "pending" && ids.includes(paymentId),
  )
  for (const { id } of pending) {
    const how = outcome === "done" ? "succeeded" : "insufficient_funds"
    await scene.world.simulator.control.yookassa.settleRefund(id, how)
    scene.tally.add(`refunds under way: ${outcome}`)
  }
  return `${pending.length} settled`
}

async function shown(scene: Scene, { reference }: Payment) {
  const { yookassa } = await scene.world.simulator.control.state()
  return yookassa.payments.findLast(({ metadata }) => metadata.reference === reference)
}
