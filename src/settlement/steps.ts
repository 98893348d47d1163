import { IntegrityError, keptMessage } from "../core"
import { stepKey, type Step } from "../core/settlement"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import { observe } from "./observe"
import type { Current, Settlement } from "./settle"

/** Without these steps nobody gets what was paid for: a failure is thrown, so that the caller tries again. */
const MUST_SUCCEED: ReadonlySet<Step["kind"]> = new Set(["capture", "authorize"])

/**
 * Does one step, and writes its result into the journal. A step that fails is not tried again in this run: the plan goes
 * on without it, and the next look comes sooner. A step that was done and is planned again has changed nothing: it
 * failed.
 */
export async function perform(settlement: Settlement, step: Step, current: Current): Promise<void> {
  const { run, done } = settlement
  const key = stepKey(step)
  try {
    if (done.has(key)) throw incomplete(settlement.attempt, step)
    done.add(key)
    await act(settlement, step, current)
    await write(settlement, "done", step, null)
    // An operation is tried once in a run, with or without an answer.
    if (step.kind === "operate") run.failed.add(key)
  } catch (error) {
    run.failed.add(key)
    const { log } = settlement.dependencies
    const { provider_id, reference } = settlement.attempt
    const message = (error as Error).message
    log.warn(
      `settlement step failed: step=${step.kind} provider_id=${provider_id} reference=${reference}: ${message}`,
    )
    await write(settlement, "failed", step, message)
    if (MUST_SUCCEED.has(step.kind)) settlement.failure ??= error
  }
}

async function act(
  { dependencies, request, by }: Settlement,
  step: Step,
  { gathered }: Current,
): Promise<void> {
  const { medusa, operations } = dependencies
  switch (step.kind) {
    case "none":
      return
    case "observe": {
      const row = gathered.rows.find(({ id }) => id === step.attemptId)
      if (row) await observe(dependencies, row, { road: request.road })
      return
    }
    case "capture":
      return medusa.capture(step.sessionId, step.part)
    case "authorize":
      return medusa.authorize(step)
    case "void":
      return operations.openVoid(step.attemptId, by)
    case "captureHold":
      return operations.openCapture(step.attemptId, step, by)
    case "operate":
      return operations.carryOut(step.operationId, { isUnwanted: step.isUnwanted, by })
    case "placeOrder":
      return medusa.placeOrder(step)
    case "cancelOrder":
      return medusa.cancelOrder(step.orderId)
    case "dropSession":
      return medusa.dropSession(step)
    case "linkOrder":
      return medusa.linkOrder(step)
    case "recountPayment":
      return medusa.recountPayment(step.paymentId)
    case "repairAccount":
      return medusa.repairAccount({ ...step, cartId: gathered.money.cart?.id ?? null })
  }
}

const incomplete = ({ reference }: PaymentAttempt, step: Step) =>
  new IntegrityError(
    "settlement_incomplete",
    `${reference}: Medusa does not show what "${step.kind}" was to bring about`,
  )

/** Writes the journal entry of a step; a question to the gateway and an operation write their own. */
async function write(
  { dependencies, attempt, by }: Settlement,
  kind: "done" | "failed",
  step: Step,
  note: string | null,
): Promise<void> {
  if (step.kind === "observe" || step.kind === "operate") return
  const attempt_id = "attemptId" in step ? step.attemptId : attempt.id
  const details = { step: step.kind }
  await dependencies.ledger.journal.append({
    ...by,
    attempt_id,
    kind,
    details,
    note: note === null ? null : keptMessage(note),
  })
}
