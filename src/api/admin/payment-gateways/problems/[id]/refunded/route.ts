import { jsonRoute } from "../../../support/json-route"
import type { ProblemResponse } from "../../../types"
import { close } from "../../act"

/** A person has returned the money outside of Medusa. */
export const POST = jsonRoute<ProblemResponse>((req) => close(req, "refunded"))
