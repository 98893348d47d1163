import { Conflict } from "./errors"

/** Where a database is: a copy of it differs in at least one of these. */
export interface DatabasePlace {
  /** The identity of the database server; "" where the account may not read it. */
  system: string
  /** The database's number and its name. */
  database: string
  name: string
  /** The number of one of the ledger's tables: a restored backup has new ones. */
  table: string
  /** The server's name without its port; every address of the machine itself is one. */
  host: string
}

/** Why a database is not the live store's. */
export type CopyReason =
  /** Another database under the same name on the same server: a backup was restored, or the database was made anew. */
  | "restored"
  /** A database with another name on the same server. */
  | "copied"
  /** A database on another server, or the server has another name. */
  | "elsewhere"

const KEYS = ["system", "database", "name", "table", "host"] as const satisfies (keyof DatabasePlace)[]

const isSamePlace = (a: DatabasePlace, b: DatabasePlace): boolean => KEYS.every((key) => a[key] === b[key])

/**
 * Why a place is none of the known ones, by the known one that is nearest; null when it is one of them. A server that
 * does not tell its identity is known by its name alone.
 */
export function copyReason(here: DatabasePlace, known: readonly DatabasePlace[]): CopyReason | null {
  if (known.some((place) => isSamePlace(here, place))) return null
  const onThisServer = known.filter(({ system, host }) => system === here.system && host === here.host)
  if (onThisServer.some(({ name }) => name === here.name)) return "restored"
  return onThisServer.length > 0 ? "copied" : "elsewhere"
}

const LOOPBACK = /^(localhost|127\.|\[?::1\]?$|\/|$)/

/** A database server's name in one spelling: all names of the machine itself are "localhost". */
export const placeHost = (host: string): string => (LOOPBACK.test(host) ? "localhost" : host.toLowerCase())

/**
 * A copy of the store's database sends nothing that moves money.
 * @throws Conflict (store_not_confirmed) in a copy
 */
export async function assertLive(store: { isLive(): Promise<boolean> }): Promise<void> {
  if (await store.isLive()) return
  throw new Conflict(
    "store_not_confirmed",
    "This database was copied, restored or moved: nothing is sent before an admin has said in Connections that the live store is here.",
  )
}
