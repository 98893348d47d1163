import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

import { CommandError } from "../errors"
import { diffOf } from "./diff"
import { changesOf, type Change, type Missing } from "./edits"
import { leftToDo } from "./left-to-do"
import { ourFiles } from "./our-files"
import { recognise, type Starter } from "./recognise"
import { theirFiles } from "./their-files"

const BY_HAND = "The way by hand is in docs/storefront.md of medusa-payment-gateways."

/** All changes, computed before anything is written. */
interface Plan {
  starter: Starter
  /** The storefront's folder. */
  root: string
  changes: Change[]
  /** Files of ours that the merchant has changed since. They stay as they are. */
  kept: string[]
  /** The command that installs the package. */
  install: string
}

/**
 * Computes the changes that make a starter take payments.
 *
 * @param folder where the command runs
 * @param dir the starter's folder, below it
 * @throws CommandError when it is no starter, or differs from Medusa's at a place to change
 */
export function planStorefront(folder: string, dir: string, version: string): Plan {
  const given = resolve(folder, dir)
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandError(`There is no folder ${dir}.`)
  const starter = recognise(readerIn(given))
  if (!starter) throw new CommandError(unknown(dir))
  const root = join(given, starter.folder)
  const read = readerIn(root)
  const { changes, missing } = changesOf(theirFiles(version), read)
  if (missing.length > 0) throw new CommandError(anchorsMissing(missing))
  const ours = Object.entries(ourFiles(starter)).map(([path, after]) => ({ path, before: read(path), after }))
  return {
    starter,
    root,
    changes: [...ours.filter(({ before }) => before === null), ...changes],
    kept: ours.filter(({ before, after }) => before !== null && before !== after).map(({ path }) => path),
    install: installOf(given, folder),
  }
}

/** What the merchant reads before saying yes. */
export function describePlan({ starter, changes, kept }: Plan): string {
  const where = starter.folder ? ` in ${starter.folder}` : ""
  return [
    `This is Medusa's ${starter.name}${where}.`,
    ...(changes.length > 0
      ? ["", ...changes.map(diffOf)]
      : ["Everything is there already: nothing changes."]),
    ...kept.map((path) => `  kept     ${path} (you have changed it)`),
  ].join("\n")
}

/** Writes what was planned. @returns what is left to do */
export function writeStorefront({ starter, root, changes, install }: Plan): string {
  for (const { path, after } of changes) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, after)
  }
  return leftToDo(starter, install)
}

const readerIn = (folder: string) => (path: string) => {
  const file = join(folder, path)
  return existsSync(file) ? readFileSync(file, "utf8") : null
}

function unknown(dir: string): string {
  return [
    `${dir} holds none of Medusa's storefront starters: neither dtc-starter (with apps/storefront) nor`,
    "nextjs-starter-medusa. Name the starter's folder: npx medusa-payment-gateways add-storefront <folder>.",
    `For any other storefront: ${BY_HAND}`,
  ].join("\n")
}

function anchorsMissing(missing: readonly Missing[]): string {
  const places = missing.flatMap(({ path, anchor }) =>
    anchor === null
      ? [`  ${path}: there is no such file`]
      : [
          `  ${path}: this is not there exactly once:`,
          ...anchor.split("\n").map((line) => `      ${line.trim()}`),
        ],
  )
  return [
    "Nothing was written: this starter differs from Medusa's where something of ours belongs.",
    "",
    ...places,
    "",
    `Make these places as they were, or change these files by hand. ${BY_HAND}`,
  ].join("\n")
}

/** The command that installs packages, by the lockfile of the starter or of its monorepo. */
function installOf(given: string, folder: string): string {
  const locks = { "pnpm-lock.yaml": "pnpm install", "yarn.lock": "yarn install", "bun.lock": "bun install" }
  const at = [given, dirname(dirname(given))]
  for (const place of at) {
    const found = Object.entries(locks).find(([lock]) => existsSync(join(place, lock)))
    if (found) return inFolder(place, folder, found[1])
  }
  return inFolder(given, folder, "npm install")
}

function inFolder(place: string, folder: string, command: string): string {
  const path = relative(folder, place)
  return path ? `cd ${path} && ${command}` : command
}
