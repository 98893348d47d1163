import { readReference, type Gateway, type Observation } from "../../core"
import type { AccountKey, AccountState, ListedPayment } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { errorText } from "../error-text"
import { LEASE_MS } from "../lease"
import { depthDue, EndOfList, isGivenUp, nextReadings, retryIn, type Reading } from "./reading"

/** Pages of one account in one run; the next run goes on. */
const PAGES = 5

/** What a run allows, and wants to hear of. */
interface ReadingBounds {
  /** Takes the right to read one more page. */
  mayCall(): Promise<boolean>
  /** @param error undefined for a page that was read */
  heard(error: unknown): void
  pages: number
  /** Only a list that has been due for so long is read. */
  overdueMs: number
}

const UNBOUNDED: ReadingBounds = {
  mayCall: async () => true,
  heard: () => undefined,
  pages: PAGES,
  overdueMs: 0,
}

type Dependencies = Pick<BackgroundDependencies, "ledger" | "now" | "log">

/**
 * Reads an account's own list at its gateway, when it is time, and writes it down: what no notification tells, and nobody
 * asks about, stands there. Never throws; a list that cannot be read is tried again later.
 */
export async function readStatement(
  dependencies: Dependencies,
  gateway: Gateway,
  given: Partial<ReadingBounds> = {},
): Promise<void> {
  const { ledger } = dependencies
  if (!gateway.listPayments) return
  const key = keyOf(gateway)
  const bounds = { ...UNBOUNDED, ...given }
  const state = await ledger.statements.claimReading(key, LEASE_MS, bounds.overdueMs)
  if (!state) return
  const reading = await continued(dependencies, key, state)
  try {
    const isOver = await readPages(dependencies, gateway, state, { reading, bounds })
    await (isOver ? ledger.statements.finish(key, nextReadings(reading)) : ledger.statements.pause(key, 0))
  } catch (error) {
    bounds.heard(error)
    await breakOff(dependencies, key, { reading, failures: state.failures }, error)
  }
}

/** A page that fails again and again must not keep the first ones from being read. */
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

/** A reading that was broken off goes on where it was: rows that came meanwhile push others down, never up. */
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
    bounds.heard(undefined)
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
