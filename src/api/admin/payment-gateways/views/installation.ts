import type { InstallationState } from "../../../../modules/gateway-ledger"
import type { InstallationView } from "../types"
import { iso } from "./values"

/** Whether this is the live store; the last confirmed place first. */
export function installationView({ reason, here, known }: InstallationState): InstallationView {
  return {
    is_live: reason === null,
    reason,
    here: { host: here.host, database: here.name },
    known: known
      .map(({ host, name, created_at }) => ({ host, database: name, since: iso(created_at) }))
      .reverse(),
  }
}
