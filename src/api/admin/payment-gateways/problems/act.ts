import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { PaymentProblem } from "../../../../modules/gateway-ledger"
import { recordProblemActionWorkflow, resolveProblemWorkflow } from "../../../../workflows"
import { runWithDeadline } from "../../../support/run-with-deadline"
import { ledgerOf } from "../../../../composition"
import { actorOf, firstOrNotFound, ONE_ROW } from "../support/find"
import { jsonRoute } from "../support/json-route"
import type { ProblemActionResponse, ProblemResponse, ProblemRow } from "../types"
import { problemRows } from "../views/problem-rows"
import type { NoteBody } from "./middlewares"

type ProblemRequest = Pick<AuthenticatedMedusaRequest, "scope" | "params">

/** Asks the gateway or places an order about a problem; the action is written down first. */
export async function act(
  req: AuthenticatedMedusaRequest,
  action: "check" | "place_order",
  run: (problem: PaymentProblem) => Promise<void>,
): Promise<ProblemActionResponse> {
  const known = await find(req)
  const input = { problem_id: known.id, action, actor_id: actorOf(req).actor_id }
  await recordProblemActionWorkflow(req.scope).run({ input })
  const key = `${action} ${known.kind} ${known.subject}`
  const { outcome, error } = await runWithDeadline(req.scope, key, () => run(known))
  return { outcome, error, problem: await shown(req) }
}

/** A route that closes a problem with a person's note. */
export const closing = (action: "refunded" | "resolve") =>
  jsonRoute<ProblemResponse, unknown, NoteBody>(async (req) => {
    const { id } = await find(req)
    const input = { problem_id: id, action, ...req.validatedBody, actor_id: actorOf(req).actor_id }
    await resolveProblemWorkflow(req.scope).run({ input })
    return { problem: await shown(req) }
  })

async function find({ scope, params }: ProblemRequest): Promise<PaymentProblem> {
  const { rows } = await ledgerOf(scope).search.problems({ ids: [params.id as string] }, ONE_ROW)
  return firstOrNotFound(rows, "problem")
}

async function shown(req: ProblemRequest): Promise<ProblemRow> {
  return firstOrNotFound(await problemRows(req.scope, [await find(req)]), "problem")
}
