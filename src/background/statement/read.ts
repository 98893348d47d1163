import { readReference, type Gateway, type Observation } from "../../core"
import type { AccountKey, AccountState, ListedPayment } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { errorText } from "../errors"
import { LEASE_MS } from "../lease"
import { depthDue, EndOfList, isGivenUp, nextReadings, retryIn, type Reading } from "./reading"

/** What limits a reading, and who is told of its calls. */
interface ReadingBounds {
  /** Takes the right to read one more page. */
  mayCall(): Promise<boolean>
  /** @param error undefined for a page that was read */
  noteCall(error: unknown): void
  /** How many pages are read at most; the next run goes on. */
  pages: number
  /** Only a list that has been due for so long is read. */
  overdueMs: number
}

const DEFAULT_BOUNDS: ReadingBounds = {
  mayCall: async () => true,
  noteCall: () => undefined,
  pages: 5,
  overdueMs: 0,
}

type Dependencies = Pick<BackgroundDependencies, "ledger" | "now" | "log">

/**
 * Reads an account's own list at its gateway when it is due, and saves it. The list shows what no notification tells and
 * nobody asks about. Never throws: a list that cannot be read is tried again later.
 */
export async function readStatement(
  dependencies: Dependencies,
  gateway: Gateway,
  given: Partial<ReadingBounds> = {},
): Promise<void> {
  const { ledger } = dependencies
  if (!gateway.listPayments) return
  const key = keyOf(gateway)
  const bounds = { ...DEFAULT_BOUNDS, ...given }
  const state = await ledger.statements.claimReading(key, LEASE_MS, bounds.overdueMs)
  if (!state) return
  const reading = await continued(dependencies, key, state)
  try {
    const isOver = await readPages(dependencies, gateway, state, { reading, bounds })
    await (isOver ? ledger.statements.finish(key, nextReadings(reading)) : ledger.statements.pause(key, 0))
  } catch (error) {
    bounds.noteCall(error)
    await breakOff(dependencies, key, { reading, failures: state.failures }, error)
  }
}

/** Ends a reading that failed. One whose page fails again and again is given up: the first pages must be read. */
async function breakOff(
  { ledger, log }: Dependencies,
  key: AccountKey,
  { reading, failures }: { reading: Reading; failures: number },
  error: unknown,
): Promise<void> {
  const reason = errorText(error)
  log.warn(
    `payment list not read: gateway=${key.gateway} account=${key.account} page=${reading.page} error=${reason}`,
  )
  await (isGivenUp(reading, failures)
    ? ledger.statements.finish(key, nextReadings(reading), reason)
    : ledger.statements.pause(key, retryIn(failures), reason))
}

export const keyOf = ({ name, account }: Gateway): AccountKey => ({ gateway: name, account })

/** The reading that was broken off, or a new one. New payments only push others down, so a reading continues at its page. */
async function continued(
  { ledger, now }: Dependencies,
  key: AccountKey,
  state: AccountState,
): Promise<Reading> {
  const { reading_since: since, reading_page: page, reading_from: from, reading_depth, is_past_known } = state
  if (since && reading_depth) return { depth: reading_depth, since, page, from, isPastKnown: is_past_known }
  const depth = depthDue(state, now())
  return { depth, since: await ledger.statements.begin(key, depth), page: 1, from: null, isPastKnown: false }
}

/** @returns whether the list was read to its end */
async function readPages(
  { ledger }: Dependencies,
  gateway: Gateway,
  state: AccountState,
  { reading, bounds }: { reading: Reading; bounds: ReadingBounds },
): Promise<boolean> {
  const end = new EndOfList(state, reading, await ledger.marks.all())
  for (let pages = 0; pages < bounds.pages && (await bounds.mayCall()); pages++) {
    const { items, next } = await gateway.listPayments!(reading.from)
    bounds.noteCall(undefined)
    const page = { ...reading, next, isHistory: end.isPastKnown, leaseMs: LEASE_MS }
    const seen = await ledger.statements.savePage(keyOf(gateway), page, items.map(listedPayment))
    if (end.isReachedBy(seen) || next === null) return true
    reading.page++
    reading.from = next
  }
  return false
}

function listedPayment({ raw: _, account: __, ...shown }: Observation): ListedPayment {
  return { ...shown, drawnAt: readReference(shown.reference)?.drawnAt ?? null }
}
