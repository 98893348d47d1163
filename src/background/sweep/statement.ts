import type { BackgroundDependencies } from "../dependencies"
import { isSilence } from "../silence"
import { claimListed, compareListed } from "../statement/compare"
import { keyOf, readStatement } from "../statement/read"
import type { Lane } from "./lane"

/** Reads an account's own list, when it is time, and compares what it shows with the attempts. */
export async function sweepStatement(dependencies: BackgroundDependencies, lane: Lane): Promise<void> {
  const { gateway } = lane
  if (!gateway?.listPayments) return
  if (!lane.isOver()) {
    await readStatement(dependencies, gateway, {
      mayCall: async () => !lane.isOver() && (await lane.mayCall()),
      heard: (error) => lane.heard(error === undefined || !isSilence(error)),
    })
  }
  if (lane.isOver()) return
  const listed = await claimListed(dependencies, keyOf(gateway))
  await lane.askAll(listed, (one) => compareListed(dependencies, one))
}
