import { Conflict } from "../core"
import type { PayoutDependencies } from "./dependencies"

/** @throws Conflict (store_not_confirmed) in a copy of the store's database */
export async function assertLive({ isLive }: Pick<PayoutDependencies, "isLive">): Promise<void> {
  if (await isLive()) return
  throw new Conflict(
    "store_not_confirmed",
    "This database was copied, restored or moved: nothing is sent before an admin has said in Connections that the live store is here.",
  )
}
