import { answering } from "../../../support/answering"
import type { ProblemResponse } from "../../../types"
import { close } from "../../act"

/** A person says what was done. */
export const POST = answering<ProblemResponse>((req) => close(req, "resolve"))
