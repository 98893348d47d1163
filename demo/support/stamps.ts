import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import { DATA, ROOT } from "./paths"

const FILE = join(DATA, "stamps.json")
const SKIPPED = new Set(["node_modules", ".medusa", "dist", "__tests__"])

/** A hash over the names and contents of these files and folders. */
export function hashOf(...paths: string[]): string {
  const hash = createHash("sha256")
  for (const path of paths) {
    for (const file of filesBelow(path)) {
      hash.update(relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0")
    }
  }
  return hash.digest("hex").slice(0, 20)
}

/** Whether this thing was last made from exactly these inputs, and what it consists of is still there. */
export function isFresh(name: string, hash: string, output: string): boolean {
  return readStamps()[name] === hash && existsSync(output)
}

/** Notes from which inputs this thing has been made. */
export function stamp(name: string, hash: string): void {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, `${JSON.stringify({ ...readStamps(), [name]: hash }, null, 2)}\n`)
}

function readStamps(): Record<string, string> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Record<string, string>) : {}
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => !SKIPPED.has(name))
  return names.sort().flatMap((name) => filesBelow(join(path, name)))
}
