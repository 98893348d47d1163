import http from "node:http"
import https from "node:https"
import type { Duplex } from "node:stream"
import { CONNECT_TIMEOUT } from "./failure"

const KEEP_ALIVE = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 50, scheduling: "lifo" } as const

/** Destroys a socket that is not connected in time. Node has no time-out for the connection alone. */
function limitConnect(socket: Duplex | null | undefined, connected: string, timeoutMs: number): void {
  if (!socket) return
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("connect timed out"), { code: CONNECT_TIMEOUT }))
  }, timeoutMs)
  socket.once(connected, () => clearTimeout(timer))
  socket.once("close", () => clearTimeout(timer))
}

/** Keep-alive agents that give up on a connection after `connectTimeoutMs`. */
export function createAgents(connectTimeoutMs: number): { httpAgent: http.Agent; httpsAgent: https.Agent } {
  const httpAgent = new http.Agent(KEEP_ALIVE)
  const httpsAgent = new https.Agent(KEEP_ALIVE)
  const watch = (agent: http.Agent, connected: string) => {
    const create = agent.createConnection.bind(agent)
    agent.createConnection = (options, callback) => {
      const socket = create(options, callback)
      limitConnect(socket, connected, connectTimeoutMs)
      return socket
    }
  }
  watch(httpAgent, "connect")
  watch(httpsAgent, "secureConnect")
  return { httpAgent, httpsAgent }
}
