import { Conflict } from "./errors"

/**
 * A copy of the store's database sends nothing that moves money.
 * @throws Conflict (store_not_confirmed) in a copy
 */
export async function assertLive(store: { isLive(): Promise<boolean> }): Promise<void> {
  if (await store.isLive()) return
  throw new Conflict(
    "store_not_confirmed",
    "This database was copied, restored or moved: nothing is sent before an admin has said in Connections that the live store is here.",
  )
}
