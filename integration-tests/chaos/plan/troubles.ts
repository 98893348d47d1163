import type { FaultRule } from "../../../src/simulator"
import { FAULT_KINDS } from "../../../src/simulator/faults"
import { FAIL_POINTS, type FailPoint } from "../medusa/fail-points"
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

export function outage(random: Random, gateway = random.pick(["tegro", "m2cerber"] as const)): Step {
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
