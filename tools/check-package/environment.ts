import { delimiter } from "node:path"

import { ROOT } from "./places"

/**
 * What programs of the merchant's application must not learn: whatever `npm run` and the project's own tools have put
 * into the environment, down to the path to the project's programs.
 */
export function cleanEnvironment(): Record<string, string | undefined> {
  const ours =
    /^(npm_(package|lifecycle|config_local_prefix|config_prefix|command|execpath)|INIT_CWD$|NODE_PATH$|NODE_OPTIONS$|DATABASE_URL$|NODE_ENV$|PORT$)/
  const hidden = Object.keys(process.env).filter((name) => ours.test(name))
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.startsWith(ROOT))
  return { ...Object.fromEntries(hidden.map((name) => [name, undefined])), PATH: path.join(delimiter) }
}
