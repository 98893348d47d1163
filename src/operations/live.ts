import { Conflict } from "../core"
import type { OperationDependencies } from "./dependencies"

/** @throws Conflict (store_not_confirmed) in a copy of the store's database: it sends nothing */
export async function assertSent({ ledger }: Pick<OperationDependencies, "ledger">): Promise<void> {
  if (await ledger.installation.isLive()) return
  throw new Conflict(
    "store_not_confirmed",
    "This database was copied, restored or moved: nothing is sent before an admin has said in Connections that the live store is here.",
  )
}
