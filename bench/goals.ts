import type { Goal } from "./goal"
import type { Results } from "./results"
import { storeGoals } from "./store-goals"
import { watchGoals } from "./watch/goals"

/**
 * `--assert` fails at this multiple of a limit. Shared machines disturb single runs; what a change has really made
 * worse exceeds twice the limit soon.
 */
export const MARGIN = 2

const MEGABYTE = 2 ** 20

/** The goals of all parts that were measured. */
export function goalsOf(results: Results): Goal[] {
  return [
    ...(results.calls ?? []).map((call) => ({
      name: `${call.name} over bare axios`,
      limit: 0.3,
      found: call.overAxios,
      unit: "ms",
    })),
    ...(results.require ?? [])
      .filter(({ name }) => name.endsWith("beyond axios"))
      .map(({ name, median, best }) => ({
        name: `require: ${name}`,
        limit: 30,
        found: median,
        best,
        unit: "ms",
      })),
    ...memoryGoal(results),
    ...sizeGoal(results),
    ...storeGoals(results),
    ...watchGoals(results),
  ]
}

/** Whether a goal is missed by so much that it is no accident. */
export const isMissedWidely = ({ limit, found, best = found }: Goal) => best > limit * MARGIN

/** Whether a goal is missed that nothing but the plugin itself can miss. */
export const isMissedExactly = ({ limit, found, isExact = false }: Goal) => isExact && !(found <= limit)

/** Of all that a storefront can import; a bundler leaves out what it does not. */
function sizeGoal({ size = [] }: Results): Goal[] {
  const [all] = size
  return all ? [{ name: "storefront components", limit: 8, found: all.gzipped / 1000, unit: "kB gz" }] : []
}

function memoryGoal({ memory = [] }: Results): Goal[] {
  const used = (name: string) => memory.find((one) => one.name === name)?.used
  const [withPlugin, withAxios] = [used("Medusa and the plugin"), used("Medusa and axios")]
  if (withPlugin === undefined || withAxios === undefined) return []
  return [{ name: "memory beyond axios", limit: 15, found: (withPlugin - withAxios) / MEGABYTE, unit: "MB" }]
}
