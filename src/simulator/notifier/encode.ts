import { randomBytes } from "node:crypto"

export type NotifyEncoding = "multipart" | "urlencoded" | "json" | "get"

/** A value in a notification. Those of Tegro and m2cerber are never nested. */
export type NotificationValue =
  string | number | boolean | null | NotificationValue[] | { [name: string]: NotificationValue }

/** Field name → value; numbers and nested values stay what they are in JSON only. */
export type NotificationFields = Record<string, NotificationValue>

/** A request ready to be sent. */
export interface EncodedRequest {
  method: "POST" | "GET"
  url: string
  headers: Record<string, string>
  body: Buffer
}

/** Writes the fields in the given encoding. */
export function encodeFields(
  url: string,
  fields: NotificationFields,
  encoding: NotifyEncoding,
): EncodedRequest {
  switch (encoding) {
    case "multipart":
      return multipart(url, fields)
    case "urlencoded":
      return post(url, "application/x-www-form-urlencoded", urlencoded(fields))
    case "json":
      return post(url, "application/json", JSON.stringify(fields))
    case "get": {
      const target = new URL(url)
      for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, plain(value))
      return { method: "GET", url: target.href, headers: {}, body: Buffer.alloc(0) }
    }
  }
}

/** A value as text, for forms. */
function plain(value: NotificationValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

function post(url: string, contentType: string, text: string): EncodedRequest {
  return { method: "POST", url, headers: { "content-type": contentType }, body: Buffer.from(text, "utf8") }
}

function urlencoded(fields: NotificationFields): string {
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, plain(value)])
  return new URLSearchParams(pairs).toString()
}

/** As libcurl writes it: 24 dashes in the boundary, no Content-Type per part. */
function multipart(url: string, fields: NotificationFields): EncodedRequest {
  const boundary = `${"-".repeat(24)}${randomBytes(8).toString("hex")}`
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/"/g, "%22")}"\r\n\r\n${plain(value)}\r\n`,
  )
  return post(url, `multipart/form-data; boundary=${boundary}`, `${parts.join("")}--${boundary}--\r\n`)
}
