import { dependenciesOf } from "../../../../../../composition"
import { placeOrder } from "../../../../../../problems"
import { jsonRoute } from "../../../support/json-route"
import type { ProblemActionResponse } from "../../../types"
import { act } from "../../act"

/** Lets Medusa complete a paid cart that is no order yet. */
export const POST = jsonRoute<ProblemActionResponse>((req) =>
  act(req, "place_order", (problem) => placeOrder(dependenciesOf(req.scope), problem)),
)
