import { randomUUID } from "node:crypto"
import type { FaultState, GatewayName } from "../faults"
import { json, type SendReply } from "./message"

const WORDS = "Technical work, try again later"

/** YooKassa's codes by HTTP status: documented, "HTTP codes". */
const YOOKASSA_CODES: Record<number, string> = {
  400: "invalid_request",
  401: "invalid_credentials",
  403: "forbidden",
  404: "not_found",
  429: "too_many_requests",
  500: "internal_server_error",
}

/** An error in the gateway's own form. Unless the fault has other words, it is about no payment. */
export function errorAnswer(fault: Partial<FaultState>, gateway: GatewayName): SendReply {
  const { body = WORDS, status, retryAfter } = fault
  switch (gateway) {
    case "tegro":
      return json(200, { type: "error", desc: body, data: [] })
    case "m2cerber":
      return json(status ?? 400, { error: body })
    case "yookassa":
      return yookassaError(status ?? 500, body, { retryAfter })
  }
}

/** The documented envelope; 202 is the older "processing" answer, which is no error and says nothing of the outcome. */
export function yookassaError(
  status: number,
  description: string,
  { parameter, retryAfter }: { parameter?: string; retryAfter?: number } = {},
): SendReply {
  const wait = retryAfter === undefined ? {} : { retry_after: retryAfter }
  if (status === 202) return json(202, { type: "processing", description, retry_after: 1800, ...wait })
  return json(status, {
    type: "error",
    id: randomUUID(),
    code: YOOKASSA_CODES[status] ?? "internal_server_error",
    description,
    ...(parameter === undefined ? {} : { parameter }),
    ...wait,
  })
}
