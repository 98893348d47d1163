import { runHistory } from "./run-history"
import type { History } from "./stories"

/** A smaller history that fails, too: without the events and the troubles that do not matter. */
export async function shrink(history: History): Promise<History> {
  let smallest = history
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false
    for (const candidate of smallerThan(smallest)) {
      if (!(await fails(candidate))) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

const fails = async (history: History) => (await runHistory(history)).violations.length > 0

function* smallerThan(history: History): Generator<History> {
  const { events, end } = history
  for (const [nth, event] of events.entries()) {
    yield { ...history, events: events.toSpliced(nth, 1) }
    const { troubles = [], ...rest } = event
    for (const n of troubles.keys()) {
      const left = troubles.toSpliced(n, 1)
      yield {
        ...history,
        events: events.with(nth, { ...rest, ...(left.length && { troubles: left }) } as typeof event),
      }
    }
  }
  if (end.resolves) yield { ...history, end: { ...end, resolves: null } }
  if (end.isSilent) yield { ...history, end: { ...end, isSilent: false } }
  if (end.restocks) yield { ...history, end: { ...end, restocks: false } }
  if (end.losesMail) yield { ...history, end: { ...end, losesMail: false } }
  if (history.stock === 0) yield { ...history, stock: 5 }
  if (history.locksOutliveProcesses) yield { ...history, locksOutliveProcesses: false }
}

/** A history in a few lines. */
export function linesOf({ seed, events, end, ...store }: History): string[] {
  return [
    `history ${seed}`,
    JSON.stringify(store),
    ...events.map(({ troubles, ...event }) => {
      const struck = troubles?.map(({ at, how, deed }) => `${how}${deed ? ` (${deed})` : ""} at ${at}`)
      return `  ${JSON.stringify(event)}${struck ? `  <- ${struck.join(", ")}` : ""}`
    }),
    `  end ${JSON.stringify(end)}`,
  ]
}
