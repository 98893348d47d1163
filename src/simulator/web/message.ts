import type { IncomingHttpHeaders } from "node:http"

/** A request as received, body untouched. */
export interface WebRequest {
  method: string
  /** Path with its exact slashes. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** An ordinary answer. */
export interface SendReply {
  kind: "send"
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** `hold` never answers; `reset` closes the connection. */
export type WebReply = SendReply | { kind: "hold" } | { kind: "reset" }

export function json(status: number, value: unknown): SendReply {
  return {
    kind: "send",
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  }
}

export function page(status: number, body: string): SendReply {
  return { kind: "send", status, headers: { "content-type": "text/html; charset=utf-8" }, body }
}

/** 303 after a form, so that reloading the next page repeats nothing; 301 as a PHP or Django site does for slashes. */
export function redirect(status: 301 | 303, location: string): SendReply {
  return { kind: "send", status, headers: { location }, body: "" }
}

/** First value of a header, or "". */
export function header(request: WebRequest, name: string): string {
  const value = request.headers[name]
  return Array.isArray(value) ? (value[0] ?? "") : (value ?? "")
}

/** Form fields of the body when it is urlencoded; the last of equal names wins, as in PHP. */
export function formFields(request: WebRequest): Record<string, string> {
  if (!isForm(request)) return {}
  return Object.fromEntries(new URLSearchParams(request.body.toString("utf8")))
}

export function isForm(request: WebRequest): boolean {
  return header(request, "content-type").startsWith("application/x-www-form-urlencoded")
}

/** The body as a JSON object, or `null`. */
export function jsonObject(request: WebRequest): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(request.body.toString("utf8"))
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
