import { spawn } from "node:child_process"
import { createReadStream, existsSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { pipeline } from "node:stream/promises"
import { createBrotliDecompress } from "node:zlib"

import { chromium, type Browser } from "playwright-core"

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
  const folder = join(tmpdir(), "medusa-payment-gateways-chromium")
  mkdirSync(folder, { recursive: true })
  const libraries = join(folder, "al2023", "lib")
  if (!existsSync(libraries)) await unpack("al2023.tar.br", join(folder, "al2023"))
  return { path: await packed.executablePath(), libraries }
}

// The package unpacks its libraries only where it believes to run on a Lambda.
async function unpack(archive: string, folder: string): Promise<void> {
  const bin = resolve(require.resolve("@sparticuz/chromium"), "../../../bin")
  mkdirSync(folder, { recursive: true })
  const tar = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "ignore", "inherit"] })
  const ended = new Promise<void>((done, fail) => {
    tar.on("error", fail)
    tar.on("close", (code) => (code === 0 ? done() : fail(new Error(`tar ended with ${code}`))))
  })
  await pipeline(createReadStream(join(bin, archive)), createBrotliDecompress(), tar.stdin)
  await ended
}
