import type { Actor, Approver, AskedBy } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies, PersonPort } from "./dependencies"

type Persons = Pick<PayoutDependencies, "persons">

/** The admin in person behind an actor. */
export async function personOf({ persons }: Persons, actor: Actor): Promise<string | null> {
  return actor.actor_type === "user" ? actor.actor_id : persons.behind(actor.actor_id)
}

/** Who asked for a payout; of one that was written down without the person, as far as it is known now. */
export async function askedBy(
  persons: PersonPort,
  { requested_by, requested_person }: Pick<Payout, "requested_by" | "requested_person">,
): Promise<AskedBy> {
  return [requested_by, requested_person ?? (await persons.behind(requested_by))]
}

/** An actor with what the merchant's rules for approvals go by. */
export async function approverOf(persons: PersonPort, actor: Actor): Promise<Approver> {
  const account = actor.actor_type === "user" ? await persons.account(actor.actor_id) : null
  return { ...actor, account }
}
