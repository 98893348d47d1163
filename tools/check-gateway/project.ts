import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"

import { cleanEnvironment } from "../check-package/environment"
import { ROOT } from "../check-package/places"
import { runProcess, startProcess } from "../process"
import { withTodoDone } from "./tutorial"

/** What Medusa's starter has for tests and types, beside what the plugin asks for. */
const TOOLS = ["@swc/core", "@swc/jest", "@types/jest", "@types/node", "jest", "ts-node", "typescript"]
const PROGRAMS = { jest: "jest/bin/jest.js", tsc: "typescript/bin/tsc" }

/** As the starter's. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    strictNullChecks: true,
    outDir: "./.medusa/server",
    rootDir: "./",
  },
  "ts-node": { swc: true },
  include: ["**/*"],
  exclude: ["node_modules", ".medusa"],
}

/** Likewise: its unit tests. */
const JEST = `module.exports = {
  transform: { "^.+\\\\.[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", decorators: true } } }] },
  testEnvironment: "node",
  testMatch: ["**/src/**/__tests__/**/*.unit.spec.[jt]s"],
}
`
const UNIT_TESTS = "NODE_OPTIONS=--experimental-vm-modules jest --silent --runInBand --forceExit"

interface PluginManifest {
  name: string
  bin: Record<string, string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

/** What a command has led to. */
export interface Outcome {
  succeeded: boolean
  output: string
}

/** A Medusa project that has nothing but the packed plugin, its peers, and what the starter tests with. */
export class AuthorsProject {
  private count = 0

  constructor(
    private readonly folder: string,
    private readonly logs: string,
  ) {}

  /** Links what a registry would bring from the plugin's own modules: nothing is downloaded. */
  async write(tarball: string): Promise<void> {
    const plugin = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as PluginManifest
    const needed = [...Object.keys({ ...plugin.dependencies, ...plugin.peerDependencies }), ...TOOLS]
    this.put("package.json", {
      name: "merchant",
      private: true,
      scripts: { "test:unit": UNIT_TESTS },
      dependencies: { [plugin.name]: `file:${tarball}` },
      devDependencies: Object.fromEntries(TOOLS.map((name) => [name, "*"])),
    })
    this.put("tsconfig.json", TSCONFIG)
    this.put("jest.config.js", JEST)
    for (const name of new Set(needed)) this.link(`node_modules/${name}`, join(ROOT, "node_modules", name))
    for (const [name, file] of Object.entries(PROGRAMS)) {
      this.link(`node_modules/.bin/${name}`, join(ROOT, "node_modules", file))
    }
    const installed = join(this.folder, "node_modules", plugin.name)
    mkdirSync(installed)
    await this.succeed(`tar -xzf '${tarball}' -C '${installed}' --strip-components 1`)
    for (const [name, file] of Object.entries(plugin.bin)) {
      chmodSync(join(installed, file), 0o755)
      this.link(`node_modules/.bin/${name}`, join(installed, file))
    }
  }

  /** Runs commands as the author does, and hears what they say. */
  async run(commands: string): Promise<Outcome> {
    const spec = this.shell(commands)
    const code = await startProcess(spec).exited
    return { succeeded: code === 0, output: readFileSync(spec.logFile, "utf8") }
  }

  /** @throws ProcessFailed */
  async succeed(commands: string): Promise<void> {
    await runProcess(this.shell(commands))
  }

  /**
   * Does what a TODO asks for, in whichever of the gateway's files it is.
   * @throws Error unless there is exactly one of this number
   */
  replaceTodo(gateway: string, number: number, text: string): void {
    const done = this.sourcesIn(gateway).flatMap((path) => {
      const code = withTodoDone(this.read(path), number, text)
      return code === undefined ? [] : [{ path, code }]
    })
    const [only] = done
    if (!only || done.length > 1) throw new Error(`${done.length} files have a TODO ${number}`)
    this.put(only.path, only.code)
  }

  /** The files of a folder, by their paths in it. */
  filesOf(folder: string): Map<string, string> {
    return filesIn(join(this.folder, folder))
  }

  put(path: string, content: string | object): void {
    const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  private read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8")
  }

  private sourcesIn(gateway: string): string[] {
    return [...this.filesOf(gateway).keys()].map((path) => join(gateway, path))
  }

  private link(path: string, target: string): void {
    if (!existsSync(target)) throw new Error(`${target} is missing: run npm ci`)
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    symlinkSync(target, join(this.folder, path))
  }

  private shell(commands: string) {
    const name = `gateway-${++this.count}`
    return {
      name: commands.split("\n", 1)[0] ?? name,
      command: "sh",
      args: ["-e", "-c", commands],
      cwd: this.folder,
      // Nothing may come from the network.
      env: { ...cleanEnvironment(), npm_config_offline: "true", npm_config_update_notifier: "false" },
      logFile: join(this.logs, `${name}.log`),
    }
  }
}

/** The files of a folder, by their paths in it. */
export function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const paths = entries.map((one) => join(one.parentPath, one.name)).sort()
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]))
}
