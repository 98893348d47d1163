import { cpSync, existsSync } from "node:fs"
import { basename, join } from "node:path"

import { BEFORE } from "../check-package/app"
import { cleanEnvironment } from "../check-package/environment"
import { ROOT } from "../check-package/places"
import { ProcessFailed, runProcess, startProcess, type RunningProcess } from "../process"

/** What is not copied along: it is made anew. */
const MADE = /(^|\/)(node_modules|\.next|\.git|\.turbo)(\/|$)/

const COMMAND = join(ROOT, ".medusa/server/src/cli/cli.js")

/** What the starter's environment says. */
export interface StarterShop {
  medusaUrl: string
  storefrontUrl: string
  publishableKey: string
}

/** A copy of one of Medusa's storefront starters. */
export class Starter {
  readonly name: string
  /** Of its storefront. */
  readonly app: string

  /**
   * @param source the starter's folder, which stays as it is
   * @param place where the copy goes
   */
  constructor(
    source: string,
    private readonly place: string,
    private readonly logs: string,
  ) {
    this.name = basename(source)
    cpSync(source, place, {
      recursive: true,
      filter: (path) => !MADE.test(path.slice(source.length)),
    })
    const inMonorepo = join(place, "apps/storefront")
    this.app = existsSync(inMonorepo) ? inMonorepo : place
  }

  /** Installs what the starter asks for, or one package more. */
  install(...packages: string[]): Promise<void> {
    const args = [
      "install",
      ...packages,
      `--before=${BEFORE}`,
      "--legacy-peer-deps",
      "--no-audit",
      "--no-fund",
    ]
    return this.run(packages.length > 0 ? "npm-install-plugin" : "npm-install", "npm", args, {})
  }

  /** Runs the built plugin's command on the copy. @returns the log's file */
  addStorefront(run: string): Promise<string> {
    const name = `add-storefront-${run}`
    const args = [COMMAND, "add-storefront", this.place, "--yes"]
    return this.run(name, process.execPath, args, {}).then(() => this.logFile(name))
  }

  /** What TypeScript complains of, a line each, without the places in the files: edits move them. */
  async typeErrors(run: string): Promise<string[]> {
    const spec = this.spec(`types-${run}`, process.execPath, [this.program("typescript/bin/tsc"), "--noEmit"])
    try {
      await runProcess(spec)
      return []
    } catch (error) {
      if (!(error instanceof ProcessFailed)) throw error
      const lines = error.lastLines(10_000).filter((line) => /^\S.*: error TS/.test(line))
      return lines.map((line) => line.replace(/\(\d+,\d+\)/, ""))
    }
  }

  build(shop: StarterShop): Promise<void> {
    return this.run(
      "next-build",
      process.execPath,
      [this.program("next/dist/bin/next"), "build"],
      environment(shop),
    )
  }

  start(shop: StarterShop): RunningProcess {
    const { port } = new URL(shop.storefrontUrl)
    const args = [this.program("next/dist/bin/next"), "start", "--port", port]
    return startProcess(this.spec("next-start", process.execPath, args, environment(shop)))
  }

  private program(path: string): string {
    return join(this.app, "node_modules", path)
  }

  private logFile(name: string): string {
    return join(this.logs, this.name, `${name}.log`)
  }

  private run(name: string, command: string, args: string[], env: Record<string, string>): Promise<void> {
    return runProcess(this.spec(name, command, args, env))
  }

  private spec(name: string, command: string, args: string[], env: Record<string, string> = {}) {
    return {
      name,
      command,
      args,
      cwd: this.app,
      env: { ...cleanEnvironment(), NEXT_TELEMETRY_DISABLED: "1", ...env },
      logFile: this.logFile(name),
    }
  }
}

/** Both starters' names for the same things. The first country is none that anybody buys in here. */
function environment({ medusaUrl, storefrontUrl, publishableKey }: StarterShop): Record<string, string> {
  return {
    NODE_ENV: "production",
    MEDUSA_BACKEND_URL: medusaUrl,
    NEXT_PUBLIC_MEDUSA_BACKEND_URL: medusaUrl,
    NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: publishableKey,
    NEXT_PUBLIC_BASE_URL: storefrontUrl,
    NEXT_PUBLIC_DEFAULT_REGION: "de",
  }
}
