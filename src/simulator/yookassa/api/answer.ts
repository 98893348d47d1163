import type { Outcome } from "../../web/call"
import { yookassaError } from "../../web/error-answer"
import { json, type SendReply } from "../../web/message"

/** A refusal in YooKassa's envelope. */
export class YookassaRefusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404,
    description: string,
    readonly parameter?: string,
  ) {
    super(description)
  }
}

/** A request that is wrong in the named place. */
export function invalid(description: string, parameter?: string): YookassaRefusal {
  return new YookassaRefusal(400, description, parameter)
}

/** One object. */
export function success(data: unknown): Outcome {
  const reply = (content: unknown): SendReply => json(200, content ?? {})
  return { ok: true, reply: reply(data), withData: (change) => reply(change(data)) }
}

/** A page of a list; its data are the items. */
export function listed(items: unknown[], nextCursor: string | null): Outcome {
  const rest = nextCursor === null ? {} : { next_cursor: nextCursor }
  const reply = (content: unknown): SendReply => json(200, { type: "list", items: content, ...rest })
  return { ok: true, reply: reply(items), withData: (change) => reply(change(items)) }
}

export function refusal({ status, message, parameter }: YookassaRefusal): Outcome {
  return { ok: false, error: message, reply: yookassaError(status, message, { parameter }) }
}

/** 405 and 415 have no JSON body: documented. */
export function bare(status: 405 | 415, error: string): Outcome {
  return { ok: false, error, reply: { kind: "send", status, headers: {}, body: "" } }
}
