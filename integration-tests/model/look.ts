import { advance } from "../../src/core"
import { keepAnswer, ownObservation, type Plan } from "../../src/core/settlement/index"
import { fetchPayment } from "./gateway"
import { inLedger, type Attempt, type World } from "./world"

/** Asks the gateway, and writes down what it said. That it was asked is written first. */
export async function observe(world: World, attempt: Attempt, number: string | null): Promise<void> {
  await inLedger(world, () => (attempt.askedAt = world.now))
  const answer = fetchPayment(world, attempt, number ?? attempt.gatewayId)
  await inLedger(world, () => {
    attempt.answeredAt = world.now
    attempt.observations = keepAnswer(attempt.observations, attempt.reference, answer)
  })
}

/** Writes down how far an attempt has come, and that its money may be captured, before Medusa hears of it. */
export async function decide(world: World, attempt: Attempt, planned: Plan): Promise<void> {
  const found = planned.attempts.get(attempt.id)
  if (!found) return
  const status = advance(attempt.status, found.status)
  const isMoney = found.verdict.kind === "capture" || found.verdict.kind === "captured"
  const isCleared = attempt.clearedAt !== null || isMoney
  const isSame =
    status === attempt.status &&
    found.heldFor === attempt.heldFor &&
    isCleared === (attempt.clearedAt !== null)
  if (isSame) return
  await inLedger(world, () => {
    attempt.status = status
    attempt.heldFor = found.heldFor
    if (!isCleared || attempt.clearedAt !== null) return
    // From now on this one is the attempt's own, however many a link has made.
    attempt.gatewayId ??= ownObservation(attempt)?.gatewayId ?? null
    attempt.clearedAt = world.now
  })
}
