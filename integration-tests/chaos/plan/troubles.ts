import type { FaultRule } from "../../../src/simulator"
import type { GatewayName } from "../../../src/simulator"
import { FAULT_KINDS } from "../../../src/simulator/faults"
import { FAIL_POINTS, OPERATION_FAIL_POINTS, type FailPoint } from "../medusa/fail-points"
import type { Random } from "../random"
import { OUTAGES, type Step } from "./steps"

/** Something that goes wrong, or a sweep in the middle of it. */
export function trouble(random: Random): Step {
  const what = random.weighted({
    fail: 15,
    fault: 24,
    outage: 4,
    events: 2,
    kill: 1.8,
    database: 2,
    sweep: 3,
  })
  switch (what) {
    case "fail":
      return fail(random)
    case "fault":
      return { do: "fault", rule: fault(random) }
    case "outage":
      return outage(random)
    case "events":
      return {
        do: "lose events",
        event: random.pick(["^order\\.canceled$", "\\."]),
        times: random.between(1, 3),
      }
    case "kill":
      return { do: "kill", instance: random.between(0, 7), inMs: random.between(0, 300) }
    case "database":
      return { do: "restart database", inMs: random.between(0, 300) }
    case "sweep":
      return { do: "sweep", times: random.between(1, 2) }
  }
}

/** Puts trouble between the steps of a plan. */
export function troubled(random: Random, steps: readonly Step[], chance: number): Step[] {
  return steps.flatMap((step) => (random.chance(chance) ? [trouble(random), step] : [step]))
}

export function fail(random: Random, among: readonly FailPoint[] = FAIL_POINTS): Step {
  return { do: "fail", point: random.pick(among), nth: random.chance(0.9) ? 1 : random.between(2, 4) }
}

export function outage(
  random: Random,
  gateway: GatewayName = random.pick(["tegro", "m2cerber"] as const),
): Step {
  return { do: "outage", gateway, how: random.pick(OUTAGES), calls: random.between(3, 9) }
}

function fault(random: Random): FaultRule {
  const [gateway, call] = random.pick([
    ["tegro", "createOrder"],
    ["tegro", "order"],
    ["tegro", "order"],
    ["tegro", "order"],
    ["tegro", "orders"],
    ["m2cerber", "get_wallet"],
    ["m2cerber", "get_status"],
    ["m2cerber", "get_status"],
    ["m2cerber", "get_status"],
    ["m2cerber", "update_status"],
    ["m2cerber", "payout"],
  ] as const)
  const at = { gateway, call, times: random.between(1, 2) }
  const kind = random.pick(FAULT_KINDS)
  switch (kind) {
    case "delay":
      return { ...at, kind, ms: random.between(50, 1500) }
    case "status":
      return { ...at, kind, status: random.pick(call === "payout" ? [400, 400, 502] : [500, 502, 503, 429]) }
    case "mismatch":
      return { ...at, kind, patch: { payment_id: gateway === "tegro" ? "mp-somebody-else" : 4242 } }
    default:
      return { ...at, kind }
  }
}

/** What Medusa and the plugin write while money is held, captured and sent back. */
const WHILE_IT_IS_CAPTURED: readonly FailPoint[] = [
  ...OPERATION_FAIL_POINTS,
  ...OPERATION_FAIL_POINTS,
  "capture written",
  "refund written",
  "order's account written",
  "order changed",
  "attempt changed",
  "problem opened",
  "payment written",
]

/** Something goes wrong around a gateway that captures and refunds by its API. */
export function kassaTrouble(random: Random, calls: readonly KassaCall[] = KASSA_CALLS): Step {
  const what = random.weighted({ fault: 10, fail: 5, outage: 1, kill: 0.4, events: 1, sweep: 1 })
  switch (what) {
    case "fault":
      return { do: "fault", rule: kassaFault(random, calls) }
    case "fail":
      return fail(random, WHILE_IT_IS_CAPTURED)
    case "outage":
      return outage(random, "yookassa")
    case "kill":
      return { do: "kill", instance: random.between(0, 7), inMs: random.between(0, 300) }
    case "events":
      return { do: "lose events", event: random.pick(["^order\\.canceled$", "\\."]), times: 1 }
    case "sweep":
      return { do: "sweep", times: 1 }
  }
}

export function kassaTroubled(random: Random, steps: readonly Step[], chance: number): Step[] {
  return steps.flatMap((step) => (random.chance(chance) ? [kassaTrouble(random), step] : [step]))
}

const KASSA_CALLS = [
  "createPayment",
  "getPayment",
  "getPayment",
  "getPayment",
  "capturePayment",
  "cancelPayment",
  "createRefund",
  "getRefund",
  "listPayments",
] as const
export type KassaCall = (typeof KASSA_CALLS)[number]

const KASSA_KINDS = [
  ...FAULT_KINDS,
  ...(["status", "error_answer", "error_answer", "error_after_success", "timeout_before"] as const),
]

/** One failure of such a gateway: before its effect, after it, or of the answer alone. */
export function kassaFault(random: Random, calls: readonly KassaCall[] = KASSA_CALLS): FaultRule {
  const call = random.pick(calls)
  const at = { gateway: "yookassa", call, times: random.between(1, 3) } as const
  const kind = random.pick(KASSA_KINDS)
  switch (kind) {
    case "delay":
      return { ...at, kind, ms: random.between(50, 1500) }
    case "status":
      return { ...at, kind, status: random.pick([500, 502, 503, 429]) }
    case "error_answer":
      // A refusal of what it is asked to do is an answer; one of a question is none.
      return {
        ...at,
        kind,
        status: random.pick(isQuestion(call) ? [500, 429, 202] : [500, 429, 202, 400, 400]),
      }
    case "error_after_success":
      return { ...at, kind, status: random.pick([500, 202]), retryAfter: 50, takesBack: random.chance(0.2) }
    case "mismatch":
      return { ...at, kind, patch: { id: "2419a771-000f-5000-9000-1edaf29243f2", metadata: {} } }
    default:
      return { ...at, kind }
  }
}

const isQuestion = (call: KassaCall) => /^(get|list)/.test(call)
