/** Where a database is: what a copy of it does not share. */
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

/** Why a database is not taken for the live store's. */
export type CopyReason =
  /** The same server and name, and not the same database: a backup was restored, or the database was made anew. */
  | "restored"
  /** Another database of the same server. */
  | "copied"
  /** On another server, or under another name of it. */
  | "elsewhere"

const KEYS = ["system", "database", "name", "table", "host"] as const satisfies (keyof DatabasePlace)[]

export const isSamePlace = (a: DatabasePlace, b: DatabasePlace): boolean =>
  KEYS.every((key) => a[key] === b[key])

/**
 * Why a place is none of the known ones; null when it is, and the nearest of the known ones decides. A database whose
 * server does not tell its identity is known by the server's name alone.
 */
export function copyReason(here: DatabasePlace, known: readonly DatabasePlace[]): CopyReason | null {
  if (known.some((place) => isSamePlace(here, place))) return null
  const onThisServer = known.filter(({ system, host }) => system === here.system && host === here.host)
  if (onThisServer.some(({ name }) => name === here.name)) return "restored"
  return onThisServer.length > 0 ? "copied" : "elsewhere"
}

const LOOPBACK = /^(localhost|127\.|\[?::1\]?$|\/|$)/

/** A database server's name, as two processes of one machine would both write it. */
export const placeHost = (host: string): string => (LOOPBACK.test(host) ? "localhost" : host.toLowerCase())
