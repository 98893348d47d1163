/**
 * The conformance suite: what every gateway of this plugin must do right, from "asks for exactly the amount" to "makes
 * no second payment when no answer comes after the first". It needs no particular test runner.
 *
 * Write a {@link GatewayHarness} for your gateway: how it is made, and how its other side (a simulator or the
 * gateway's test host) is paid, canceled and disturbed. Then run the cases:
 *
 * ```ts
 * import { gatewayConformance } from "medusa-payment-gateways/testing"
 *
 * describe("mygateway", () => {
 *   for (const { name, skipped, run } of gatewayConformance(harness)) {
 *     const test = skipped ? it.skip : it
 *     test(skipped ? `${name} (${skipped})` : name, run)
 *   }
 * })
 * ```
 *
 * Cases of what a gateway cannot do, by its capabilities, are reported as skipped with the reason; so are those that its
 * other side cannot play. All
 * checks are made with `node:assert`; a failing case rejects with an AssertionError that says what went wrong.
 *
 * @packageDocumentation
 */
export { gatewayConformance } from "./conformance"
export type { ConformanceCase, GatewayHarness, Impossibility, OtherSide, Setup, Trouble } from "./harness"
