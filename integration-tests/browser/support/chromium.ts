import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { brotliDecompressSync } from "node:zlib"

import { chromium, type Browser } from "playwright-core"

import { DATA } from "../../../demo/support/paths"

const USUAL = "/usr/bin/chromium"

/** Nothing that a test does not need, and nothing over the network. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** A Chromium, and in words which one it is. */
export interface FoundBrowser {
  browser: Browser
  which: string
}

/** Starts the Chromium of `CHROMIUM_PATH`, else the system's, else the one that npm installed. */
export async function launchChromium(): Promise<FoundBrowser> {
  const { path, libraries } = await findChromium()
  const env = libraries && { ...process.env, LD_LIBRARY_PATH: libraries }
  const browser = await chromium.launch({ executablePath: path, args: QUIET, ...(env && { env }) })
  return { browser, which: `${path} (${browser.version()})` }
}

interface Executable {
  path: string
  /** Folder of libraries that a bare machine lacks. */
  libraries?: string
}

async function findChromium(): Promise<Executable> {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return { path: CHROMIUM_PATH }
  return existsSync(USUAL) ? { path: USUAL } : unpackChromium()
}

async function unpackChromium(): Promise<Executable> {
  const { default: packed } = await import("@sparticuz/chromium")
  const folder = join(DATA, "chromium")
  mkdirSync(folder, { recursive: true })
  // It unpacks itself into the folder for temporary files, and nothing shall stay outside of the project.
  process.env.TMPDIR = folder
  const libraries = join(folder, "al2023", "lib")
  if (!existsSync(libraries)) unpack("al2023.tar.br", join(folder, "al2023"))
  return { path: await packed.executablePath(), libraries }
}

// The package unpacks its libraries only where it believes to run on a Lambda.
function unpack(archive: string, folder: string): void {
  const bin = resolve(require.resolve("@sparticuz/chromium"), "../../../bin")
  mkdirSync(folder, { recursive: true })
  const tar = brotliDecompressSync(readFileSync(join(bin, archive)))
  execFileSync("tar", ["-x", "-C", folder], { input: tar })
}
