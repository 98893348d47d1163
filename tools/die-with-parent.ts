import { spawnSync } from "node:child_process"

let supported: boolean | undefined

/**
 * Words to put before a command so that it gets the signal when this process ends in whatever way, a `kill -9`
 * included. Empty where the system has no such thing (anything but Linux with util-linux).
 */
export function dieWithParent(signal: "INT" | "TERM" = "TERM"): string[] {
  supported ??= process.platform === "linux" && trial(["setpriv", "--pdeathsig", "TERM", "--", "true"])
  return supported ? ["setpriv", "--pdeathsig", signal, "--"] : []
}

function trial([command = "", ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0
}
