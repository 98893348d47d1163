import { join } from "node:path"

import { freePort } from "../../tools/free-port"
import { startProcess, type RunningProcess } from "../../tools/process"
import { waitForHttp } from "../../tools/wait-for-http"
import { INSTALLED, OUT } from "./paths"

/** Both gateways, simulated in a process of their own, so that their work is not counted as anybody's here. */
export interface SimulatorProcess {
  tegroUrl: string
  m2cerberUrl: string
  /** Forgets all payments. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/** Starts the simulator of the built plugin. */
export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server: RunningProcess = startProcess({
    name: "simulator",
    command: process.execPath,
    args: [join(INSTALLED, ".medusa/server/src/simulator/cli.js"), "--port", String(port), "--quiet"],
    logFile: join(OUT, "simulator.log"),
  })
  await waitForHttp(`${url}/control/state`, server, 20_000)
  return {
    tegroUrl: `${url}/tegro/`,
    m2cerberUrl: `${url}/m2cerber/bot_api/`,
    reset: async () => {
      const answer = await fetch(`${url}/control/reset`, { method: "POST" })
      if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`)
    },
    stop: () => server.stop(),
  }
}
