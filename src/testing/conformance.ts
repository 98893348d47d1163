import { Bench } from "./bench"
import { extras } from "./extras"
import type { ConformanceCase, GatewayHarness } from "./harness"
import { notifications } from "./notifications"
import { payments } from "./payments"
import { trouble } from "./trouble"

/** How a case is played: always, or only on gateways that have what it needs. */
export type Play =
  | ((bench: Bench) => Promise<void>)
  | { needs(bench: Bench): boolean; why: string; play(bench: Bench): Promise<void> }

/**
 * Everything that a gateway must do right, as cases for any test runner. Each of them starts with empty books, and
 * besides its own subject checks that nothing secret was logged, thrown or answered.
 */
export function gatewayConformance(harness: GatewayHarness): ConformanceCase[] {
  const sample = new Bench(harness)
  return Object.entries({ ...payments, ...notifications, ...trouble, ...extras }).map(([name, how]) => {
    const { needs, why, play } = typeof how === "function" ? { needs: () => true, why: "", play: how } : how
    if (!needs(sample)) {
      return { name, skipped: why, run: async () => {} }
    }
    return { name, run: () => run(harness, play) }
  })
}

async function run(harness: GatewayHarness, play: (bench: Bench) => Promise<void>): Promise<void> {
  await harness.reset()
  const bench = new Bench(harness)
  await play(bench)
  bench.assertNothingSecretShown()
}
