import { join } from "node:path"

import { freePort } from "../../tools/free-port"
import { startProcess, type RunningProcess } from "../../tools/process"
import { waitForHttp } from "../../tools/wait-for-http"
import { OUT, SIMULATOR } from "./paths"

/** Both gateways, simulated in a process of their own, so that their work is not counted as anybody's here. */
export interface SimulatorProcess {
  tegroUrl: string
  m2cerberUrl: string
  /** Forgets all payments. */
  reset(): Promise<void>
  /** From now on no notification leaves, until the next reset: the bench sends its own. */
  loseNotifications(): Promise<void>
  /** A shopper pays; the gateway's number of the order. */
  pay(reference: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the simulator that was built with the plugin. */
export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server: RunningProcess = startProcess({
    name: "simulator",
    command: process.execPath,
    args: [SIMULATOR, "--port", String(port), "--quiet"],
    logFile: join(OUT, "simulator.log"),
  })
  await waitForHttp(`${url}/control/state`, server, 20_000)
  const control = async (action: string, body: object = {}): Promise<{ id?: number }> => {
    const headers = { "content-type": "application/json" }
    const init = { method: "POST", headers, body: JSON.stringify(body) }
    const answer = await fetch(`${url}/control/${action}`, init)
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${action}`)
    return (await answer.json()) as { id?: number }
  }
  return {
    tegroUrl: `${url}/tegro/`,
    m2cerberUrl: `${url}/m2cerber/bot_api/`,
    reset: async () => void (await control("reset")),
    loseNotifications: async () =>
      void (await control("notifications/policy", { gateway: "tegro", drop: true })),
    pay: async (reference) => String((await control(`tegro/orders/${reference}/pay`)).id),
    stop: () => server.stop(),
  }
}
