import type { Outcome } from "../../web/call"
import { json, type SendReply } from "../../web/message"

/** A refusal: 400 bad data, 401 wrong Signature, 404 unknown, 405. The body's shape is not documented. */
export class M2cerberRefusal extends Error {
  constructor(
    readonly status: 400 | 401 | 404 | 405,
    message: string,
    /** The member of the body that holds the message. */
    readonly member: "error" | "detail" = "error",
  ) {
    super(message)
  }
}

export function success(data: Record<string, unknown>): Outcome {
  const reply = (content: unknown): SendReply => json(200, content ?? {})
  return { ok: true, reply: reply(data), withData: (change) => reply(change(data)) }
}

export function refusal({ status, message, member }: M2cerberRefusal): Outcome {
  return { ok: false, error: message, reply: json(status, { [member]: message }) }
}
