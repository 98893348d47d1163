import { DEFAULT_TEGRO_SHOP } from "../../../src/simulator"
import { hookOf, isKassa, isTransfer } from "../plan/providers"
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
  if (isKassa(provider)) return forgeUnsigned(scene, payment, says)
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

/** Nothing of it proves anything, and nothing of it may be believed. */
async function forgeUnsigned(scene: Scene, payment: Payment, says: "paid" | "canceled"): Promise<string> {
  const { yookassa } = await scene.world.simulator.control.state()
  const { reference, provider, asked } = payment
  const known = yookassa.payments.findLast(({ metadata }) => metadata.reference === reference)
  if (!known) return "not known there"
  const status = says === "paid" ? "succeeded" : "canceled"
  const object = {
    id: known.id,
    status,
    paid: says === "paid",
    amount: { value: asked.toFixed(2), currency: "RUB" },
    metadata: { reference },
    test: true,
  }
  scene.tally.add("forged unsigned")
  const url = scene.world.hookUrl(hookOf(provider))
  const fields = { type: "notification", event: `payment.${status}`, object }
  const { notifications } = scene.world.simulator.control
  return String(
    (await notifications.forge("yookassa", { url, fields: fields as never, sign: "none" })).status,
  )
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
    (one) => one.phase === phase && one.event !== "forged" && references.has(referenceOf(one.fields)),
  )
}

/** In a field of its own, or within the object that it tells of. */
function referenceOf({ order_id, payment_id, object }: Record<string, unknown>): string {
  const metadata = (object as { metadata?: { reference?: string } } | undefined)?.metadata
  return String(order_id ?? payment_id ?? metadata?.reference)
}
