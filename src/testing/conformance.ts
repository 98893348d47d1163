import type { Check } from "./check"
import { ConformanceContext } from "./context"
import { extras } from "./extras"
import type { ConformanceCase, GatewayHarness } from "./harness"
import { holds } from "./holds"
import { notifications } from "./notifications"
import { payments } from "./payments"
import { refunds } from "./refunds"
import { trouble } from "./trouble"

/**
 * Everything that a gateway must do right, as cases for any test runner. Each case starts with empty records, and also
 * checks that nothing secret was logged, thrown or answered.
 */
export function gatewayConformance(harness: GatewayHarness): ConformanceCase[] {
  const sample = new ConformanceContext(harness)
  return Object.entries({ ...payments, ...notifications, ...trouble, ...holds, ...refunds, ...extras }).map(
    ([name, how]) => {
      if (typeof how === "function") return { name, run: () => run(harness, how) }
      const { needs, why, check } = how
      return needs(sample)
        ? { name, run: () => run(harness, check) }
        : { name, skipped: why, run: async () => {} }
    },
  )
}

async function run(harness: GatewayHarness, check: Check): Promise<void> {
  await harness.reset()
  const context = new ConformanceContext(harness)
  await check(context)
  context.assertNothingSecretShown()
}
