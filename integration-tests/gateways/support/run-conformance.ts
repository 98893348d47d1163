import { gatewayConformance, type GatewayHarness } from "../../../src/testing"

/** Each case as a test; those that do not apply are shown as skipped, with the reason. */
export function runConformance(harness: GatewayHarness): void {
  for (const { name, skipped, run } of gatewayConformance(harness)) {
    if (skipped) it.skip(`${name} (${skipped})`, run)
    else it(name, run)
  }
}
