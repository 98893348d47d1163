import { readFileSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"

import { ROOT, SIMULATOR } from "./places"

/** The part of a package.json that tells where the project lives. */
export interface Addresses {
  repository?: { type: string; url: string; directory?: string }
  homepage?: string
  bugs?: { url: string }
}

type Manifest = Record<string, unknown> & { repository?: string | { url?: string } }

const UNSET = [
  "package.json names no repository, so npm will show neither a home page nor a place for bugs.",
  "Before publishing, set the public address once, and build again:",
  "  npm pkg set repository=https://github.com/<owner>/<name>",
]

/**
 * Writes what follows from the `repository` of the plugin's package.json, the one place where the publisher sets it:
 * `homepage` and `bugs` of both packages. Nothing is invented while it is empty.
 *
 * @returns what to warn of
 */
export function fillAddresses(root = ROOT, simulator = SIMULATOR): string[] {
  const plugin = read(root)
  const { repository } = plugin
  const given = typeof repository === "string" ? repository : repository?.url
  const web = given ? webAddress(given) : undefined
  write(root, plugin, web ? addressesOf(web) : {})
  write(simulator, read(simulator), web ? addressesOf(web, relative(root, simulator)) : {})
  return web ? [] : UNSET
}

/** Addresses that follow from the one of the repository's page. */
export function addressesOf(web: string, directory?: string): Required<Addresses> {
  const page = directory ? `${web}/tree/HEAD/${directory}` : web
  return {
    repository: { type: "git", url: `git+${web}.git`, ...(directory ? { directory } : {}) },
    homepage: `${page}#readme`,
    bugs: { url: `${web}/issues` },
  }
}

/**
 * The page of a repository, as a browser opens it.
 *
 * @throws Error when the address is none
 */
export function webAddress(repository: string): string {
  const address = repository
    .trim()
    .replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, "https://github.com/$1")
    .replace(/^git\+/, "")
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, "https://$1/")
    .replace(/(?:\.git)?\/?$/, "")
  if (!/^https:\/\/[\w.-]+(?:\/[\w.-]+){2,}$/.test(address)) {
    throw new Error(`package.json: "${repository}" is not the address of a repository`)
  }
  return address
}

function read(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest
}

function write(folder: string, manifest: Manifest, addresses: Addresses): void {
  const { name, version, description, license, ...others } = manifest
  for (const key of ["repository", "homepage", "bugs"]) delete others[key]
  const text = `${JSON.stringify({ name, version, description, license, ...addresses, ...others }, null, 2)}\n`
  const file = join(folder, "package.json")
  if (text !== readFileSync(file, "utf8")) writeFileSync(file, text)
}
