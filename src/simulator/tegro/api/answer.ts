import type { Outcome } from "../../web/call"
import { redirect, type SendReply } from "../../web/message"
import { phpJson } from "../php"

/** A refusal with the text of `desc`. */
export class TegroRefusal extends Error {}

/** The envelope of every answer, HTTP 200 for errors too. */
export function success(data: unknown): Outcome {
  const reply = (content: unknown): SendReply => envelope({ type: "success", desc: "", data: content })
  return { ok: true, reply: reply(data), withData: (change) => reply(change(data)) }
}

/** `data` of an error is PHP's empty array. */
export function refusal(desc: string): Outcome {
  return { ok: false, error: desc, reply: envelope({ type: "error", desc, data: [] }) }
}

/** A PHP site redirects an address without its slash, by which a POST loses its body. */
export function slashRedirect(path: string): Outcome {
  return { ok: false, error: "no trailing slash", reply: redirect(301, `${path}/`) }
}

function envelope(value: unknown): SendReply {
  return { kind: "send", status: 200, headers: { "content-type": "application/json" }, body: phpJson(value) }
}
