import { dependenciesOf } from "../../../../../../composition"
import { checkProblem } from "../../../../../../problems"
import { jsonRoute } from "../../../support/json-route"
import type { ProblemActionResponse } from "../../../types"
import { act } from "../../act"

/** Asks the gateway again about what the problem is about. */
export const POST = jsonRoute<ProblemActionResponse>((req) =>
  act(req, "check", (problem) => checkProblem(dependenciesOf(req.scope), problem)),
)
