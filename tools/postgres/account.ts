import { existsSync, readFileSync, statSync } from "node:fs"

/** A system account by its numbers. */
export interface Account {
  uid: number
  gid: number
}

/**
 * The account the server has to run as, or `undefined` when the present one will do.
 *
 * PostgreSQL refuses to run as root. A data directory that already has an owner keeps it; a new one goes to
 * `postgres` or, where that account does not exist, to `nobody`.
 */
export function serverAccount(dataDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir)
    if (uid !== 0) return { uid, gid }
  }
  const account = accountNamed("postgres") ?? accountNamed("nobody")
  if (!account)
    throw new Error("Running as root, and there is neither a `postgres` nor a `nobody` account to drop to")
  return account
}

// The name has to exist in /etc/passwd anyway: initdb looks its own account up there.
function accountNamed(name: string): Account | undefined {
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [login, , uid, gid] = line.split(":")
    if (login === name) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}
