import type { RawNotification } from "../core/gateway"
import { decodeBody, fieldsOf } from "./form-fields"

/** A request to a notification address, as the server received it. */
export interface IncomingNotification {
  headers: Readonly<Record<string, unknown>>
  body: Buffer
  /** The query of the URL, without its question mark. */
  query?: string
  /** See {@link RawNotification.remoteAddress}. */
  remoteAddress?: string
  /** See {@link RawNotification.pathReference}. */
  pathReference?: string
}

/**
 * Decodes a notification, for Medusa's hook and the plugin's own.
 * @throws UnreadableBody
 */
export async function readNotification(request: IncomingNotification): Promise<RawNotification> {
  const { body, query = "", remoteAddress, pathReference } = request
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), asText(value)]),
  )
  return {
    body,
    ...(await decodeBody(headers["content-type"] ?? "", body)),
    query: fieldsOf(query),
    headers,
    ...(remoteAddress !== undefined && { remoteAddress }),
    ...(pathReference !== undefined && { pathReference }),
  }
}

/** Joins a header that came several times, as HTTP does. */
function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "string" ? value : undefined
}
