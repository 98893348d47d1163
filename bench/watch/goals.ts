import type { Goal } from "../goal"
import type { Results } from "../results"

/** The goals of what the background work costs and keeps waiting. All of them are counted, or timed by a virtual clock. */
export function watchGoals({ day, abandoned = [], hanging = [] }: Results): Goal[] {
  return [
    ...(day ? quietGoals(day) : []),
    ...abandoned.map(({ name, calls }) => ({
      ...{ name: `questions about an abandoned payment: ${name}`, unit: "calls", isExact: true },
      ...{ limit: 20, found: calls },
    })),
    ...hanging.map(({ name, gateway, alone, beside, payments, expected }) => ({
      name: `${gateway} beside a gateway that hangs, ${name}: more delay`,
      ...{ limit: 1, unit: "s", isExact: true },
      found: payments === expected ? Math.max(0, beside - alone) : Infinity,
    })),
  ]
}

/** Six readings of the list and one of the balances in an hour, with room for the deeper readings. */
function quietGoals({ calls, hours, statements, runs }: NonNullable<Results["day"]>): Goal[] {
  const all = Object.values(calls).reduce((sum, one) => sum + one, 0)
  return [
    {
      name: "gateway calls of a quiet shop, per hour",
      limit: 15,
      found: all / hours,
      unit: "calls",
      isExact: true,
    },
    { name: "SQL of a quiet shop, per run", limit: 12, found: statements / runs, unit: "SQL", isExact: true },
  ]
}
