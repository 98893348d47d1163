import { passingOf } from "../plan/providers"
import type { StepOf } from "../plan/steps"
import { pay } from "./gateway"
import type { Scene } from "./scene"

/** All processes stop, and start with other entries, when everybody has come so far. */
export async function rename(scene: Scene, { meanwhile }: StepOf<"rename entries">) {
  const { renaming } = scene.surroundings
  if (!renaming) return "not on this day"
  await renaming.stopped.arrive()
  const payment = scene.paymentAt(0)
  const how = payment && passingOf(payment.provider)
  if (how) scene.tally.add(`entries ${how}`)
  try {
    return payment && meanwhile ? await pay(scene, payment, meanwhile) : how
  } finally {
    await renaming.started.arrive()
  }
}
