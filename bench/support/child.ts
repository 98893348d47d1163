import { spawn } from "node:child_process"
import { join } from "node:path"

import { dieWithParent } from "../../tools/die-with-parent"
import { CHILDREN, STORE } from "./paths"

/** How to run a measuring program. */
export interface ChildOptions {
  /** Flags of Node.js itself. */
  nodeFlags?: string[]
  env?: Record<string, string>
}

/**
 * Runs one of the programs in `children/` in a fresh Node.js, inside the store. Its last line of output is JSON.
 *
 * @throws Error with the end of what it printed, when it fails
 */
export async function measureInChild<T>(
  file: string,
  args: readonly string[],
  { nodeFlags = [], env = {} }: ChildOptions = {},
): Promise<T> {
  const [command = "", ...rest] = [
    ...dieWithParent(),
    process.execPath,
    ...nodeFlags,
    join(CHILDREN, file),
    ...args,
  ]
  const child = spawn(command, rest, { cwd: STORE, env: { ...plainEnvironment(), ...env } })
  const endWithUs = () => child.kill("SIGKILL")
  process.once("exit", endWithUs)
  let out = ""
  let all = ""
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString()
    all += chunk.toString()
  })
  child.stderr.on("data", (chunk: Buffer) => (all += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  process.removeListener("exit", endWithUs)
  const last = out.trimEnd().split("\n").at(-1) ?? ""
  if (code !== 0 || !last.startsWith("{")) {
    throw new Error(`${file} ended with ${code}:\n${all.trimEnd().split("\n").slice(-15).join("\n")}`)
  }
  return JSON.parse(last) as T
}

/** Without what the runner of this program has added for itself: its hooks would slow every `require` down. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _ours, ...env } = process.env
  return { ...env, NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "true" }
}
