import { checkProblem } from "../../../../../../workflows/problems/check"
import { answering } from "../../../support/answering"
import type { ProblemActionResponse } from "../../../types"
import { act } from "../../act"

/** Asks the gateway again about what the problem is about. */
export const POST = answering<ProblemActionResponse>((req) => act(req, "check", checkProblem))
