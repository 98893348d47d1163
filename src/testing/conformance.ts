import { ConformanceContext } from "./context"
import { extras } from "./extras"
import type { ConformanceCase, GatewayHarness } from "./harness"
import { holds } from "./holds"
import { notifications } from "./notifications"
import { payments } from "./payments"
import { refunds } from "./refunds"
import { trouble } from "./trouble"

/** How a case is played: always, or only on gateways that have what it needs. */
export type ConformanceCheck =
  | ((context: ConformanceContext) => Promise<void>)
  | {
      needs(context: ConformanceContext): boolean
      why: string
      check(context: ConformanceContext): Promise<void>
    }

/**
 * Everything that a gateway must do right, as cases for any test runner. Each of them starts with empty records, and
 * besides its own subject checks that nothing secret was logged, thrown or answered.
 */
export function gatewayConformance(harness: GatewayHarness): ConformanceCase[] {
  const sample = new ConformanceContext(harness)
  return Object.entries({ ...payments, ...notifications, ...trouble, ...holds, ...refunds, ...extras }).map(
    ([name, how]) => {
      const { needs, why, check } =
        typeof how === "function" ? { needs: () => true, why: "", check: how } : how
      if (!needs(sample)) {
        return { name, skipped: why, run: async () => {} }
      }
      return { name, run: () => run(harness, check) }
    },
  )
}

async function run(
  harness: GatewayHarness,
  check: (context: ConformanceContext) => Promise<void>,
): Promise<void> {
  await harness.reset()
  const context = new ConformanceContext(harness)
  await check(context)
  context.assertNothingSecretShown()
}
