/**
 * The conformance suite: what every gateway of this plugin must do right, from "asks for exactly the amount" to "makes
 * no second payment when no answer comes after the first". It needs no particular test runner.
 *
 * Write a {@link GatewayHarness} for your gateway: it makes the gateway, and pays, cancels and disturbs at its other side
 * (a simulator, or the gateway's test host). Then run the cases:
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
 * Cases that the gateway's capabilities rule out, or that its other side cannot play, are reported as skipped with the
 * reason. A failing case rejects with an AssertionError of `node:assert` that says what went wrong.
 *
 * @packageDocumentation
 */
export { gatewayConformance } from "./conformance"
export type { ConformanceCase, GatewayHarness, Impossibility, OtherSide, Setup, Trouble } from "./harness"
