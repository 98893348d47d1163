import type { RawNotification } from "../core/gateway"
import { decodeBody, fieldsOf } from "./form-fields"

/** A request to a notification address, as a server has it. */
export interface IncomingNotification {
  headers: Readonly<Record<string, unknown>>
  body: Buffer
  /** The URL's, without its question mark. */
  query?: string
  /** See {@link RawNotification.remoteAddress}. */
  remoteAddress?: string
  /** See {@link RawNotification.pathReference}. */
  pathReference?: string
}

/**
 * Decodes a notification, by whichever hook it came.
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

/** A header that came several times is one, as in HTTP. */
function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "string" ? value : undefined
}
