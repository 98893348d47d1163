import { ProcessFailed, type RunningProcess } from "./process"
import { sleep } from "./sleep"

/**
 * Waits until the address answers with 2xx.
 *
 * @param server the process that is expected to answer: when it ends, waiting is pointless
 * @throws {@link ProcessFailed} when the server ends or the time is over
 */
export async function waitForHttp(url: string, server?: RunningProcess, timeoutMs = 120_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await answers(url))) {
    if (server?.hasExited())
      throw new ProcessFailed(`${server.name} ended before it answered`, server.logFile)
    if (Date.now() > deadline) {
      throw new ProcessFailed(`${url} did not answer within ${timeoutMs / 1000} s`, server?.logFile)
    }
    await sleep(100)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
