import type { MedusaContainer } from "@medusajs/framework/types"
import { sweep as sweepDue, type SweepReport } from "../background"
import { dependenciesOf } from "../composition"

/** Does everything that is due, as the plugin's job does every ten seconds. */
export function sweep(container: MedusaContainer): Promise<SweepReport> {
  return sweepDue(dependenciesOf(container))
}
