import { execFile, execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

import { ROOT } from "../check-package/places"
import { runProcess } from "../process"

type Remark = (text: string) => void

interface Manifest {
  devDependencies: Record<string, string>
}

/** What follows Medusa's own version, package by package. */
const MEDUSA = /^@medusajs\/(?!ui$)/
/** What Medusa's dashboard brings, in the versions that it is built with. */
const OF_THE_DASHBOARD = ["@medusajs/ui", "@tanstack/react-query", "react-i18next", "react-router-dom"]

/** Copies what is under version control, as it is now. */
export function copyProject(to: string): void {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" })
  for (const file of listed.split("\0").filter((file) => file && existsSync(join(ROOT, file)))) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(ROOT, file), join(to, file))
  }
}

/** Installs a Node.js beside the project. @returns the folder of its program */
export async function installNode(
  folder: string,
  version: string,
  logs: string,
  remark: Remark,
): Promise<string> {
  const prefix = join(folder, "node")
  mkdirSync(prefix)
  writeFileSync(join(prefix, "package.json"), "{}\n")
  const args = ["install", "--no-audit", "--no-fund", `node@${version}`]
  await runProcess({
    name: "npm-install-node",
    command: "npm",
    args,
    cwd: prefix,
    logFile: join(logs, "node.log"),
  })
  const bin = join(prefix, "node_modules/node/bin")
  remark(execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim())
  return bin
}

interface Installation {
  environment: Record<string, string>
  logs: string
  remark: Remark
}

/** Installs the project with this Medusa, or as its lock file says. */
export async function installMedusa(
  folder: string,
  version: string | undefined,
  { environment, logs, remark }: Installation,
): Promise<void> {
  const npm = (...args: string[]) =>
    runProcess({
      name: "npm",
      command: "npm",
      args: [...args, "--no-audit", "--no-fund"],
      cwd: folder,
      env: environment,
      logFile: join(logs, "npm.log"),
    })
  if (!version) return npm("ci")
  const file = join(folder, "package.json")
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest
  const exact = (await view(`@medusajs/medusa@${version}`, "version")) as string
  const dashboard = (await view(`@medusajs/dashboard@${exact}`, "dependencies")) as Record<string, string>
  for (const name of Object.keys(manifest.devDependencies)) {
    if (MEDUSA.test(name)) manifest.devDependencies[name] = exact
    const of = OF_THE_DASHBOARD.includes(name) ? dashboard[name] : undefined
    if (of) manifest.devDependencies[name] = of
  }
  // Older test utilities need it without saying so.
  manifest.devDependencies["pg-god"] = "^1.0.12"
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  rmSync(join(folder, "package-lock.json"))
  remark(exact)
  // Whether the range that the package claims is true is what is to be found out.
  await npm("install", "--legacy-peer-deps")
}

async function view(spec: string, field: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)("npm", ["view", spec, field, "--json"])
  return JSON.parse(stdout)
}
