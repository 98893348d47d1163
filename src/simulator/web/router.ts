import { page, type WebReply, type WebRequest } from "./message"

/** Answers a request; `params` are the groups of the route's pattern, still percent-decoded once. */
export type Handler = (request: WebRequest, params: string[]) => WebReply | Promise<WebReply>

/** One address; `method` "*" takes any, since the gateways themselves judge the method. */
export interface Route {
  method: string
  pattern: RegExp
  handle: Handler
}

/** First route that fits wins. */
export function route(routes: readonly Route[], request: WebRequest): WebReply | Promise<WebReply> {
  for (const { method, pattern, handle } of routes) {
    if (method !== "*" && method !== request.method) continue
    const match = pattern.exec(request.path)
    const params = match?.slice(1).map((part) => decode(part ?? ""))
    if (params) return handle(request, params)
  }
  return page(404, "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>")
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
