import assert from "node:assert/strict"
import type { KnownPayment, Operation } from "../core/gateway"
import type { ConformanceContext } from "./context"
import type { Trouble } from "./harness"

export type Check = (context: ConformanceContext) => Promise<void>

/** A check for every gateway, or for those only that have what it needs. */
export type ConformanceCheck =
  Check | { needs(context: ConformanceContext): boolean; why: string; check: Check }

/** Makes checks for some gateways only. `why` says why the others are skipped. */
export const when =
  (needs: (context: ConformanceContext) => boolean, why: string) =>
  (check: Check): ConformanceCheck => ({ needs, why, check })

/** Those of the troubles that the other side can make. */
export const possible = <T extends Trouble>({ otherSide }: ConformanceContext, ...kinds: T[]): T[] =>
  kinds.filter((kind) => otherSide.troubles.includes(kind))

/** An operation whose first answer is lost is repeated by the same key and the same bytes, and done once. */
export async function assertDoneOnce(
  context: ConformanceContext,
  payment: KnownPayment,
  operation: Operation,
  { first, again }: Record<"first" | "again", () => unknown>,
): Promise<void> {
  await context.otherSide.trouble("silence_after_success")
  const error = await context.attempt(first)
  assert.ok(
    error === undefined || error.kind === "outcome_unknown",
    `"${error?.kind}" says that nothing was done`,
  )
  await again()
  assert.deepEqual(await context.done(payment), [`${operation.kind} ${operation.amount.amount}`])
  const { key, body } = operation
  for (const call of (await context.otherSide.operationCalls?.()) ?? []) {
    assert.deepEqual({ key: call.key, body: call.body }, { key, body }, "a repetition is another call")
  }
}
