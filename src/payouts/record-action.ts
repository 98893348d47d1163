import type { Actor } from "../core"
import type { JournalAuthor } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"

/** Writes a person's action on a payout into the journal. */
export async function recordPayoutAction(
  { ledger }: { ledger: Pick<PayoutDependencies["ledger"], "journal"> },
  payoutId: string,
  action: "request" | "approve" | "cancel" | "send" | "check",
  actor: Actor,
): Promise<void> {
  await ledger.journal.append({ ...authorOf(actor), payout_id: payoutId, kind: "said", action })
}

/** An admin or a key, as the journal names the author of an entry. */
export const authorOf = ({ actor_id }: Actor): JournalAuthor => ({ road: "admin", actor_id })
