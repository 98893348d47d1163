import { createHash } from "node:crypto"
import type { CallMarks } from "../../calls"
import type { SimulatorClock } from "../../clock"
import type { Outcome } from "../../web/call"
import { header, jsonObject, type WebRequest } from "../../web/message"
import { bare, invalid, refusal, success, YookassaRefusal } from "./answer"
import type { YookassaBackend } from "../backend"
import type { KeyEntry } from "./idempotence"
import { READS, WRITES, type CallContextOf } from "./operations"
import type { YookassaPayment } from "../payment"
import type { Json } from "./read"
import type { YookassaShop } from "../shop"

const BAD_CREDENTIALS =
  "Error in shopId or secret key. Check their validity. You can reissue the key in the Merchant Profile"

/** An address of `/v3/` and the calls behind it by method. */
const ADDRESSES: readonly (readonly [RegExp, Partial<Record<string, string>>])[] = [
  [/^payments$/, { GET: "listPayments", POST: "createPayment" }],
  [/^payments\/([^/]+)$/, { GET: "getPayment" }],
  [/^payments\/([^/]+)\/capture$/, { POST: "capturePayment" }],
  [/^payments\/([^/]+)\/cancel$/, { POST: "cancelPayment" }],
  [/^refunds$/, { GET: "listRefunds", POST: "createRefund" }],
  [/^refunds\/([^/]+)$/, { GET: "getRefund" }],
  [/^me$/, { GET: "me" }],
]

/** Which call a request is; `name` is the path where it is none. */
interface Addressed {
  name: string
  id: string
  known: boolean
  allowed: boolean
}

export function addressOf(method: string, path: string): Addressed {
  for (const [pattern, calls] of ADDRESSES) {
    const match = pattern.exec(path)
    if (!match) continue
    const name = calls[method]
    return { name: name ?? path, id: match[1] ?? "", known: true, allowed: name !== undefined }
  }
  return { name: path, id: "", known: false, allowed: false }
}

/** What the call log remembers of a write. */
export function marksOf(request: WebRequest): CallMarks {
  if (request.method !== "POST") return {}
  return { key: header(request, "idempotence-key"), digest: digestOf(request) }
}

/** What answers need besides the request. */
export interface Api {
  backend: YookassaBackend
  clock: SimulatorClock
  checkoutUrl: (payment: YookassaPayment) => string
}

/** Answers one call under `/v3/` as strictly as the documents read. */
export function answerApi(request: WebRequest, at: Addressed, api: Api): Outcome {
  try {
    const shop = authorize(request, api.backend)
    if (!at.known) throw new YookassaRefusal(404, "Resource not found")
    if (!at.allowed) return bare(405, "method not allowed")
    api.backend.expireDue()
    const context = { ...api, shop, id: at.id, query: request.query, body: {} }
    const read = READS[at.name]
    if (read) return read(context)
    return write(request, at.name, context, api.clock.now())
  } catch (error) {
    if (error instanceof YookassaRefusal) return refusal(error)
    throw error
  }
}

/** HTTP Basic: the shop's id and its secret key. */
function authorize(request: WebRequest, backend: YookassaBackend): YookassaShop {
  const encoded = /^Basic (\S+)$/i.exec(header(request, "authorization"))?.[1] ?? ""
  const [shopId = "", key] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s)
  const shop = backend.shop(shopId)
  if (!shop || shop.fixture.secretKey !== key) throw new YookassaRefusal(401, BAD_CREDENTIALS)
  return shop
}

/** A call under its key. The first answer is repeated, and another request under the same key is refused. */
function write(request: WebRequest, name: string, context: CallContextOf, now: number): Outcome {
  if (!/^application\/json\b/i.test(header(request, "content-type"))) return bare(415, "content type")
  const { shop, backend } = context
  const key = keyOf(request)
  const digest = digestOf(request)
  const known = shop.keys.find(key, now)
  if (known && known.digest !== digest && shop.settings.reusedKey === "error")
    throw invalid("Idempotence key duplicated", "Idempotence-Key")
  if (known?.refusal) throw known.refusal
  if (known) return success(known.answer)

  const takeBack = backend.bookmark()
  try {
    const body = name === "cancelPayment" ? {} : bodyOf(request)
    const outcome = WRITES[name]?.({ ...context, body }) ?? bare(405, "method not allowed")
    const entry: KeyEntry = { digest, at: now, answer: answerOf(outcome) }
    shop.keys.keep(key, entry)
    return { ...outcome, takeBack: () => (takeBack(), afterTakeBack(name, context, key, entry)) }
  } catch (error) {
    if (error instanceof YookassaRefusal && shop.settings.keepsErrors)
      shop.keys.keep(key, { digest, at: now, answer: null, refusal: error })
    throw error
  }
}

/** After a take-back the key answers with the canceled payment or refund; for a hold it can be used once more. */
function afterTakeBack(name: string, context: CallContextOf, key: string, entry: KeyEntry): void {
  const read =
    name === "createPayment" ? READS.getPayment : name === "createRefund" ? READS.getRefund : undefined
  const { id } = entry.answer as { id: string }
  if (read) entry.answer = answerOf(read({ ...context, id }))
  else context.shop.keys.forget(key)
}

function answerOf({ reply }: Outcome): unknown {
  return JSON.parse(String(reply.body))
}

/** 1 to 64 of letters, digits and `+ - _ .`: documented. */
function keyOf(request: WebRequest): string {
  const key = header(request, "idempotence-key")
  if (key === "") throw invalid("Idempotence key is empty", "Idempotence-Key")
  if (key.length > 64)
    throw invalid(
      "Idempotence key is too long. Send the value in accordance with the documentation",
      "Idempotence-Key",
    )
  if (!/^[0-9a-zA-Z+\-_.]+$/.test(key)) throw invalid("Idempotence key is illegal", "Idempotence-Key")
  return key
}

/** An empty body is an empty object: a full capture has none. */
function bodyOf(request: WebRequest): Json {
  if (request.body.length === 0) return {}
  const body = jsonObject(request)
  if (body === null) throw invalid("Request body must be a JSON object")
  return body
}

function digestOf({ path, body }: WebRequest): string {
  return createHash("sha256").update(path).update("\n").update(body).digest("hex").slice(0, 16)
}
