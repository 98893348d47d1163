import type { OpenProblem } from "../ledger"
import type { StepOf } from "../plan/steps"
import { Random } from "../random"
import { until, type Scene } from "./scene"

const PAGES = "/admin/payment-gateways"
/** A person comes when there is something to do, if it comes soon. */
const PATIENCE_MS = 6_000

/** Somebody says that a problem is over: the money was returned, or something else was done. */
export async function resolve(scene: Scene, { as, seed }: StepOf<"resolve">) {
  const [problem] = new Random(seed).shuffled(await openProblems(scene))
  if (!problem) return "no problem"
  scene.note({ kind: "person resolves", problemId: problem.id, as })
  const path = `${PAGES}/problems/${problem.id}/${as === "returned" ? "refunded" : "resolve"}`
  const { status, body } = await scene.world.merchant.insist(path, { note: `A person took care: ${as}` })
  if (status !== 200) return `${problem.kind}: ${status} ${body.message}`
  scene.tally.add(as === "returned" ? "person: money returned" : "person: resolved with a note")
  return `${problem.kind} ${problem.amount}`
}

/** Somebody presses "Place order". */
export async function placeOrder(scene: Scene, { seed }: StepOf<"place order">) {
  const problems = await openProblems(scene, (kind) => kind === "no_order")
  const [problem] = new Random(seed).shuffled(problems)
  if (!problem) return "no problem of that kind"
  const { status, body } = await scene.world.merchant.insist(`${PAGES}/problems/${problem.id}/place-order`)
  scene.tally.add("person: place order")
  return `${status} ${body.outcome ?? body.message}`
}

/** Somebody presses "Check now", at a problem or at a payment. */
export async function checkNow(scene: Scene, { seed }: StepOf<"check now">) {
  const random = new Random(seed)
  const [problem] = random.shuffled(await scene.world.ledger.openProblems(scene.story.collections))
  const [attempt] = random.shuffled(await scene.world.ledger.attemptsOf(scene.story.collections))
  const path = problem ? `problems/${problem.id}` : attempt && `payments/${attempt}`
  if (!path) return "nothing to check"
  const { status, body } = await scene.world.merchant.insist(`${PAGES}/${path}/check`)
  scene.tally.add("person: check now")
  return `${status} ${body.outcome ?? body.message}`
}

async function openProblems(scene: Scene, isWanted = (_kind: string) => true): Promise<OpenProblem[]> {
  const found = await until(PATIENCE_MS, async () => {
    const open = await scene.world.ledger.openProblems(scene.story.collections)
    const wanted = open.filter(({ kind }) => isWanted(kind))
    return wanted.length > 0 ? wanted : undefined
  })
  return found ?? []
}
