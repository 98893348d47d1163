import type { Actor, Approver, AskedBy } from "../core"
import type { JournalAuthor, Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies, PersonPort } from "./dependencies"

/** The admin in person behind an actor. */
export async function personOf(persons: PersonPort, actor: Actor): Promise<string | null> {
  return actor.actor_type === "user" ? actor.actor_id : persons.behind(actor.actor_id)
}

/** Who asked for a payout; where the payout names no person, the person who is known now. */
export async function askedBy(
  persons: PersonPort,
  { requested_by, requested_person }: Pick<Payout, "requested_by" | "requested_person">,
): Promise<AskedBy> {
  return [requested_by, requested_person ?? (await persons.behind(requested_by))]
}

/** An actor with the account that the merchant's rules for approvals are about. */
export async function approverOf(persons: PersonPort, actor: Actor): Promise<Approver> {
  const account = actor.actor_type === "user" ? await persons.account(actor.actor_id) : null
  return { ...actor, account }
}

/** An admin or a key, as the journal names the author of an entry. */
export const authorOf = ({ actor_id }: Actor): JournalAuthor => ({ road: "admin", actor_id })

/** Writes a person's action on a payout into the journal. */
export async function recordPayoutAction(
  { ledger }: { ledger: Pick<PayoutDependencies["ledger"], "journal"> },
  payoutId: string,
  action: "request" | "approve" | "cancel" | "send" | "check",
  actor: Actor,
): Promise<void> {
  await ledger.journal.append({ ...authorOf(actor), payout_id: payoutId, kind: "said", action })
}
