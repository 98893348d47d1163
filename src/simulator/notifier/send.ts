import { request as httpRequest } from "node:http"
import { request as httpsRequest } from "node:https"
import type { EncodedRequest } from "./encode"

/** The receiver's answer; `status` is null when there was none, and `error` says why. */
export interface Answer {
  status: number | null
  body: string
  error?: string
}

const ANSWER_LIMIT = 2000

/** Sends once, follows no redirects, never throws. Aborting the signal gives up at once. */
export function sendOnce(message: EncodedRequest, timeoutMs: number, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = (error: string): void => resolve({ status: null, body: "", error })
    let url: URL
    try {
      url = new URL(message.url)
    } catch {
      return fail("not a URL")
    }
    const request = url.protocol === "https:" ? httpsRequest : httpRequest
    // A connection of its own each time, as two separate processes of the gateway would have.
    const sized = message.headers["transfer-encoding"] === undefined
    const length = sized ? { "content-length": String(message.body.length) } : {}
    const headers = { ...message.headers, ...length }
    const outgoing = request(url, { method: message.method, headers, agent: false, signal })
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)))
    outgoing.on("error", (error) => fail(error.message))
    outgoing.on("response", (response) => {
      let body = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (body = (body + chunk).slice(0, ANSWER_LIMIT)))
      response.on("error", (error) => fail(error.message))
      response.on("end", () => resolve({ status: response.statusCode ?? null, body }))
    })
    outgoing.end(message.body)
  })
}
