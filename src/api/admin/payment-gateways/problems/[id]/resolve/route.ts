import { jsonRoute } from "../../../support/json-route"
import type { ProblemResponse } from "../../../types"
import { close } from "../../act"

/** A person says what was done. */
export const POST = jsonRoute<ProblemResponse>((req) => close(req, "resolve"))
