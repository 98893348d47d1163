import http from "node:http"

import { inTurns } from "../support/in-turns"

/** What a row of posts came to. */
export interface Load {
  /** Milliseconds from sending to the end of the answer, in the order of the answers. */
  times: number[]
  seconds: number
}

const HEADERS = { "Content-Type": "application/x-www-form-urlencoded" }

/**
 * Posts the bodies over so many kept connections; each sends its next one as soon as it has its answer.
 *
 * @throws Error when an answer is not 200: refusals are fast, and would look good
 */
export async function postAll(url: string, bodies: readonly string[], connections: number): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  const started = performance.now()
  try {
    await inTurns(bodies.length, connections, async (index) => {
      const sent = performance.now()
      const status = await post(agent, url, bodies[index] ?? "")
      times.push(performance.now() - sent)
      if (status !== 200) throw new Error(`${url} answered ${status}`)
    })
    return { times, seconds: (performance.now() - started) / 1000 }
  } finally {
    agent.destroy()
  }
}

function post(agent: http.Agent, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...HEADERS, "Content-Length": Buffer.byteLength(body) }
    const request = http.request(url, { agent, method: "POST", headers }, (response) => {
      response.resume()
      response.on("error", reject)
      response.on("end", () => resolve(response.statusCode ?? 0))
    })
    request.on("error", reject)
    request.end(body)
  })
}
