import { spawnSync } from "node:child_process"
import { join } from "node:path"

import type { Account } from "./account"

/** A way to start the server's programs: words before the command, and the account to become. */
export interface LaunchPlan {
  prefix: string[]
  account?: Account
}

// Ends the server with its launcher even when the launcher is killed outright. Only Linux has this.
const WITH_PARENT = ["--pdeathsig", "INT", "--"]

/**
 * Finds a way in which the server's programs can be run over the data directory, or `undefined` if there is none.
 *
 * Root drops to an unprivileged account, which usually cannot pass through a private folder such as `/root`. There
 * `setpriv` leaves it one capability, CAP_DAC_OVERRIDE, which root has in ordinary containers too. (`access(2)`, which
 * PostgreSQL calls on its own programs, ignores capabilities of other accounts than root unless `no_setuid_fixup` is set.)
 */
export function planLaunch(
  native: string,
  dataDir: string,
  account: Account | undefined,
): LaunchPlan | undefined {
  return candidates(account).find((plan) => works(plan, native, dataDir))
}

function candidates(account: Account | undefined): LaunchPlan[] {
  if (process.platform === "win32") return [{ prefix: [] }]
  if (!account) return [{ prefix: ["setpriv", ...WITH_PARENT] }, { prefix: [] }]
  const become = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"]
  const passThrough = [
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
  ]
  return [
    { prefix: ["setpriv", ...become, ...WITH_PARENT] },
    { prefix: [], account },
    { prefix: ["setpriv", ...become, ...passThrough, ...WITH_PARENT] },
    { prefix: ["setpriv", ...become, ...passThrough, "--"] },
  ]
}

// `initdb --show` looks for PostgreSQL's programs as the real call does, and changes nothing.
function works(plan: LaunchPlan, native: string, dataDir: string): boolean {
  const initdb = join(native, "bin", "initdb")
  const probe =
    process.platform === "win32"
      ? [initdb, "--show", "-D", dataDir]
      : ["/bin/sh", "-c", 'cd "$0" && exec "$1" --show -D "$0"', dataDir, initdb]
  const [command = "", ...args] = [...plan.prefix, ...probe]
  return spawnSync(command, args, { ...plan.account, cwd: "/", stdio: "ignore" }).status === 0
}
