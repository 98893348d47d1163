import { ledgerOf, logOf } from "../../../../../composition"
import { PayoutRefused } from "../../../../../core"
import { actorOf } from "../../support/find"
import { jsonRoute } from "../../support/json-route"
import type { LiveStoreResponse } from "../../types"
import { installationView } from "../../views/installation"

/** An admin says, in person, that the live store is here: money may be sent from this database from now on. */
export const POST = jsonRoute<LiveStoreResponse>(async (req) => {
  const { actor_id, actor_type } = actorOf(req)
  if (actor_type !== "user") {
    const message = "Only an admin in person can say where the live store is."
    throw new PayoutRefused("payout_actor_not_allowed", message)
  }
  const { installation } = ledgerOf(req.scope)
  await installation.confirm(actor_id)
  const state = await installation.state()
  logOf(req.scope).warn(
    `the live store is here, an admin says: host=${state.here.host} database=${state.here.name} actor_id=${actor_id}`,
  )
  return { installation: installationView(state) }
})
