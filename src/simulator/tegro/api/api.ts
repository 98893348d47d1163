import type { Outcome } from "../../web/call"
import { cloudflarePage, looksLikeBot } from "../../web/cloudflare"
import { header, jsonObject, page, type WebRequest } from "../../web/message"
import { refusal, slashRedirect, success, TegroRefusal } from "./answer"
import { API_METHODS } from "./methods"
import type { TegroBackend } from "../backend"
import type { TegroOrder } from "../order"
import { requireParams, type Params } from "./params"
import type { TegroShop } from "../shop"
import { bodySign } from "../signature"

/** Answers `/tegro/api/<method>` as strictly as the docs read. */
export function answerApi(
  request: WebRequest,
  methodName: string,
  backend: TegroBackend,
  checkoutUrl: (order: TegroOrder) => string,
): Outcome {
  if (!request.path.endsWith("/")) return slashRedirect(request.path)
  if (request.method !== "POST") return refusal("Wrong request method: POST")
  if (looksLikeBot(request)) return { ok: false, error: "Cloudflare 1010", reply: cloudflarePage(403) }
  const params = isJson(request) ? jsonObject(request) : null
  if (params === null) return refusal("Wrong request body: a JSON object")
  const method = Object.hasOwn(API_METHODS, methodName) ? API_METHODS[methodName] : undefined
  if (!method) return { ok: false, error: "no such method", reply: page(404, "<h1>404 Not Found</h1>") }
  try {
    const shop = authorize(request, params, backend, methodName)
    checkNonce(shop, params)
    return success(method({ backend, shop, params, checkoutUrl }))
  } catch (error) {
    if (error instanceof TegroRefusal) return refusal(error.message)
    throw error
  }
}

function isJson(request: WebRequest): boolean {
  return header(request, "content-type").toLowerCase().startsWith("application/json")
}

/** Methods that the vendor's own client calls without a shop: then the key says whose money it is. */
const SHOP_IS_OPTIONAL = new Set(["rates", "balance", "shops"])

/** The shop whose key signed the request; it must be the named one. */
function authorize(request: WebRequest, params: Params, backend: TegroBackend, method: string): TegroShop {
  const named = backend.shop(params.shop_id)
  const signer = (named ? [named] : backend.shops).find(
    (shop) => header(request, "authorization") === `Bearer ${bodySign(request.body, shop.fixture.apiKey)}`,
  )
  if (!signer) throw new TegroRefusal("Wrong authorization token")
  if (!SHOP_IS_OPTIONAL.has(method) || params.shop_id !== undefined) {
    requireParams(params, "shop_id")
    if (!named) throw new TegroRefusal("Shop not found")
  }
  return signer
}

/** "different from the previous one": docs, "General information". */
function checkNonce(shop: TegroShop, params: Params): void {
  requireParams(params, "nonce")
  const { nonce } = params
  const isNumber = typeof nonce === "number" && Number.isInteger(nonce)
  const isText = typeof nonce === "string" && /^\d{1,30}$/.test(nonce)
  if (!isNumber && !isText) throw new TegroRefusal("Wrong param nonce: an integer")
  if (!shop.takeNonce(BigInt(nonce as number | string))) throw new TegroRefusal("Wrong nonce")
}
