import { placeOrder } from "../../../../../../workflows/problems/check"
import { answering } from "../../../support/answering"
import type { ProblemActionResponse } from "../../../types"
import { act } from "../../act"

/** Lets Medusa complete a paid cart that is no order yet. */
export const POST = answering<ProblemActionResponse>((req) => act(req, "place_order", placeOrder))
