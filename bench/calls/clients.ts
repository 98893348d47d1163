import http from "node:http"

import axios from "axios"

/** One request, ready to be sent: signed and serialized. */
export interface ReadyRequest {
  method: "GET" | "POST"
  url: string
  headers: Record<string, string>
  body: string
}

/** Sends a request and reads its JSON answer; nothing is signed, checked or translated. */
export type BareClient = (request: ReadyRequest) => Promise<unknown>

/**
 * axios with kept connections, and without following redirects: that would cost another 0.05 ms or so, and the plugin
 * does not follow them either.
 */
export function bareAxios(): { send: BareClient; close(): void } {
  const httpAgent = new http.Agent({ keepAlive: true })
  const client = axios.create({ httpAgent, maxRedirects: 0 })
  return {
    send: async ({ method, url, headers, body }) =>
      (await client.request<unknown>({ method, url, headers, data: body })).data,
    close: () => httpAgent.destroy(),
  }
}

/** `node:http` alone with kept connections: below this there is only the network. */
export function bareHttp(): { send: BareClient; close(): void } {
  const agent = new http.Agent({ keepAlive: true })
  const send: BareClient = ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const length = { "Content-Length": Buffer.byteLength(body) }
      const request = http.request(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))))
      })
      request.on("error", reject)
      request.end(body)
    })
  return { send, close: () => agent.destroy() }
}
