// Counts what a process does, without standing in its way: one addition for each.
import { subscribe } from "node:diagnostics_channel"
import { createRequire } from "node:module"

/** Counts all SQL statements, `begin` and `commit` too. Every copy of the driver that Medusa may use is counted. */
export function countStatements(require) {
  let count = 0
  for (const user of ["@medusajs/framework", "knex", "@mikro-orm/postgresql"]) {
    const { Client } = driverOf(require, user)
    if (Client.prototype.isCounted) continue
    const query = Client.prototype.query
    Client.prototype.isCounted = true
    Client.prototype.query = function (...args) {
      count += 1
      return query.apply(this, args)
    }
  }
  return () => count
}

function driverOf(require, user) {
  try {
    return createRequire(require.resolve(user))("pg")
  } catch {
    return require("pg")
  }
}

/** Counts requests to the gateway by the method of its API: `{ order: 3, orders: 1 }`. */
export function countGatewayCalls({ host, pathname }) {
  const calls = {}
  const prefix = `${pathname}api/`
  subscribe("http.client.request.start", ({ request }) => {
    if (request.getHeader("host") !== host || !request.path.startsWith(prefix)) return
    const name = request.path.slice(prefix.length).replaceAll("/", "")
    calls[name] = (calls[name] ?? 0) + 1
  })
  return () => calls
}
