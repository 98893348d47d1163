import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { CommandError } from "./errors"
import type { ScaffoldFile } from "./scaffold"

/**
 * Writes the files, all of them or none.
 * @returns their paths, below the folder
 * @throws CommandError when one of them exists
 */
export function writeNew(folder: string, dir: string, files: readonly ScaffoldFile[]): string[] {
  const paths = files.map(({ path }) => join(dir, path))
  const present = paths.filter((path) => existsSync(resolve(folder, path)))
  if (present.length > 0) {
    const list = present.map((path) => `\n  ${path}`).join("")
    throw new CommandError(`Nothing was written, since this is there already:${list}`)
  }
  files.forEach(({ text }, at) => write(resolve(folder, paths[at] as string), text))
  return paths
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: "wx" })
  } catch (error) {
    throw new CommandError(`${path} cannot be written: ${(error as Error).message}`)
  }
}
