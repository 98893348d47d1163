import { answering } from "../../../support/answering"
import type { ProblemResponse } from "../../../types"
import { close } from "../../act"

/** A person has returned the money outside of Medusa. */
export const POST = answering<ProblemResponse>((req) => close(req, "refunded"))
