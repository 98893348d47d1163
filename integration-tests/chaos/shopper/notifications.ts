import { DEFAULT_TEGRO_SHOP } from "../../../src/simulator"
import { hookOf, isTransfer } from "../plan/providers"
import type { StepOf } from "../plan/steps"
import { Random } from "../random"
import type { Payment, Scene } from "./scene"

/** A notification that the gateway never sent. */
export async function forge(
  scene: Scene,
  payment: Payment,
  { sign, says }: StepOf<"forge">,
): Promise<string> {
  const { reference, provider } = payment
  if (sign === "valid") scene.surroundings.forged.add(reference)
  scene.tally.add(sign === "valid" ? "forged with the secret" : "forged without the secret")
  const { notifications } = scene.world.simulator.control
  const url = scene.world.hookUrl(hookOf(provider))
  const answer = isTransfer(provider)
    ? await notifications.forge("m2cerber", {
        url: `${url}/${reference}`,
        fields: m2cerber(payment, says),
        sign,
      })
    : await notifications.forge("tegro", { url, fields: tegro(payment, says), sign })
  return String(answer.status)
}

function m2cerber({ reference, asked }: Payment, says: "paid" | "canceled") {
  const isPaid = says === "paid"
  return {
    status: isPaid ? "confirm" : "cancel",
    payment_id: reference,
    confirm_sum: isPaid ? asked.toFixed(2) : "0",
  }
}

function tegro({ reference, asked }: Payment, says: "paid" | "canceled") {
  return {
    shop_id: DEFAULT_TEGRO_SHOP.publicKey,
    order_id: reference,
    amount: asked.toFixed(2),
    currency: "RUB",
    payment_system: "36",
    status: says === "paid" ? "1" : "9",
  }
}

/** One of the shopper's notifications comes again. */
export async function replay(scene: Scene, { seed }: StepOf<"replay">): Promise<string> {
  const own = await ownNotifications(scene, "delivered")
  if (own.length === 0) return "nothing to replay"
  scene.tally.add("notifications replayed")
  const { id } = new Random(seed).pick(own)
  return String((await scene.world.simulator.control.notifications.redeliver(id)).status)
}

/** What was held comes, in another order. */
export async function release(scene: Scene, { seed }: StepOf<"release held">): Promise<string> {
  const held = new Random(seed).shuffled(await ownNotifications(scene, "held"))
  if (held.length > 1) scene.tally.add("notifications reordered", held.length)
  for (const { id } of held) await scene.world.simulator.control.notifications.redeliver(id)
  return `${held.length} released`
}

async function ownNotifications({ world, payments }: Scene, phase: string) {
  const { notifications } = await world.simulator.control.state()
  const references = new Set(payments.map(({ reference }) => reference))
  return notifications.filter(
    (one) =>
      one.phase === phase &&
      one.event !== "forged" &&
      references.has(String(one.fields.order_id ?? one.fields.payment_id)),
  )
}
