import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { runProcess, startProcess, type RunningProcess } from "../process"
import { waitForHttp } from "../wait-for-http"
import { cleanEnvironment } from "./environment"
import { LOGS } from "./places"
import { configFromReadme } from "./readme-config"
import type { Manifest, Tarball } from "./tarball"

/** What the dependencies of the application may be at the latest: the same ones each time. */
export const BEFORE = "2026-11-17"

/** What Medusa's own starter asks for, in the versions that the plugin is developed with. */
const DEPENDENCIES = ["@medusajs/admin-sdk", "@medusajs/cli", "@medusajs/framework", "@medusajs/medusa"]
const DEV_DEPENDENCIES = ["@swc/core", "@types/node", "ts-node", "typescript"]

/** What the storefront beside it asks for. */
const STOREFRONT_DEPENDENCIES = ["@types/react", "react"]

const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    outDir: "./.medusa/server",
    rootDir: "./",
  },
  "ts-node": { swc: true },
  include: ["**/*"],
  exclude: ["node_modules", ".medusa"],
}

/** An account of the merchant's staff. */
export interface Login {
  email: string
  password: string
}

/** A merchant's Medusa application that has nothing but the packed plugin. */
export class MerchantApp {
  constructor(
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  /** Writes what a merchant writes. */
  write(plugin: Tarball, simulator: Tarball): void {
    const versions = (names: string[]) =>
      Object.fromEntries(names.map((name) => [name, plugin.manifest.devDependencies[name] ?? "*"]))
    const packed = ({ manifest, path }: Tarball) => ({ [manifest.name]: `file:${path}` })
    const packageJson = {
      name: "merchant",
      version: "1.0.0",
      private: true,
      dependencies: { ...versions(DEPENDENCIES), ...packed(plugin) },
      devDependencies: {
        ...versions([...DEV_DEPENDENCIES, ...STOREFRONT_DEPENDENCIES]),
        ...packed(simulator),
      },
    }
    const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`
    writeFileSync(join(this.folder, "package.json"), json(packageJson))
    writeFileSync(join(this.folder, "tsconfig.json"), json(TSCONFIG))
    writeFileSync(join(this.folder, "medusa-config.ts"), configFromReadme())
    mkdirSync(join(this.folder, "src"))
  }

  /** Installs everything from the registry. */
  install(): Promise<void> {
    const args = ["install", `--before=${BEFORE}`, "--no-audit", "--no-fund"]
    // Production leaves out what a configuration in TypeScript is compiled with.
    return runProcess({ ...this.spec("npm-install", "npm", args), env: cleanEnvironment() })
  }

  /** What is wrong with the installed package: names that cannot be imported, programs that cannot be run. */
  complaints(names: readonly string[], manifest: Manifest): string[] {
    const inApp = createRequire(join(this.folder, "package.json"))
    return [
      ...[...names, "@medusajs/framework/utils", "@medusajs/medusa"].flatMap((name) =>
        complaintOf(() => {
          const file = inApp.resolve(name)
          if (!file.startsWith(this.folder)) throw new Error(`${name} comes from ${file}`)
        }),
      ),
      ...Object.keys(manifest.bin).flatMap((name) =>
        complaintOf(() => accessSync(this.program(name), constants.X_OK)),
      ),
    ]
  }

  /** Runs Medusa's command line to its end. */
  medusa(name: string, ...args: string[]): Promise<void> {
    return this.run(name, process.execPath, [this.medusaCli, ...args])
  }

  /** Starts Medusa and waits until it answers. */
  async start(port: number): Promise<RunningProcess> {
    const server = this.launch("medusa", process.execPath, [
      this.medusaCli,
      "start",
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
    ])
    await waitForHttp(`http://127.0.0.1:${port}/health`, server)
    return server
  }

  /** Starts a program that a package of the application has brought. */
  startProgram(name: string, ...args: string[]): RunningProcess {
    return this.launch(name, this.program(name), args)
  }

  private get medusaCli(): string {
    return join(this.folder, "node_modules/@medusajs/cli/cli.js")
  }

  private program(name: string): string {
    return join(this.folder, "node_modules/.bin", name)
  }

  private run(name: string, command: string, args: string[]): Promise<void> {
    return runProcess(this.spec(name, command, args))
  }

  private launch(name: string, command: string, args: string[]): RunningProcess {
    return startProcess(this.spec(name, command, args))
  }

  private spec(name: string, command: string, args: string[]) {
    const env = { ...cleanEnvironment(), ...this.env }
    return { name, command, args, cwd: this.folder, env, logFile: join(LOGS, `${name}.log`) }
  }
}

function complaintOf(check: () => void): string[] {
  try {
    check()
    return []
  } catch (error) {
    const [firstLine = ""] = (error as Error).message.split("\n")
    return [firstLine]
  }
}
