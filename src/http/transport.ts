import axios, { type AxiosInstance, type AxiosResponse } from "axios"
import { GatewayUnavailable, OutcomeUnknown } from "../core/errors"
import type { Runtime } from "../core/runtime"
import { createAgents } from "./agents"
import { describeFailure, failureOf, type Failure } from "./failure"
import { retryDelay, shouldRetry } from "./retry"
import { USER_AGENT } from "./user-agent"

export interface TransportOptions {
  /** For logs and messages. */
  gateway: string
  /** With a slash at its end; calls are resolved below it. */
  baseUrl: string
  timeouts: Timeouts
  runtime: Runtime
}

export interface Timeouts {
  connectMs: number
  /** For one try, from the first byte out to the last byte in. */
  totalMs: number
}

/** A request as it goes out. It is made anew for each try, since a nonce must not repeat. */
export interface SignedRequest {
  headers: Record<string, string>
  /** Sent byte for byte, since the signature covers it. */
  body?: string
}

export interface Call {
  /** The gateway's name of it, for logs: "createOrder". */
  name: string
  method: "GET" | "POST"
  /** Below the base URL: "api/createOrder/". */
  path: string
  query?: Record<string, string>
  /** Whether the call only reads. Decides about retries and about what a lost answer means. */
  safe?: boolean
  kind?: "read" | "keyed" | "once"
  sign(): SignedRequest
}

/** An answer of any status below 500 that is not a firewall's page. */
export interface Answer {
  status: number
  body: string
}

/** The only door to the network. One per gateway account, so that connections are kept. */
export interface Transport {
  /**
   * @throws GatewayUnavailable when nothing was accepted, or a reading call got no answer
   * @throws OutcomeUnknown when a writing call may have happened
   */
  send(call: Call): Promise<Answer>
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024

type Try =
  | { answer: Answer; isFirewall: boolean; failure?: undefined }
  | { answer?: undefined; isFirewall?: undefined; failure: Failure; error: unknown }

export function createTransport(options: TransportOptions): Transport {
  const client = axios.create({
    baseURL: options.baseUrl,
    timeout: options.timeouts.totalMs,
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    responseType: "text",
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
    transitional: { clarifyTimeoutError: true },
    ...createAgents(options.timeouts.connectMs),
  })
  return { send: (call) => sendWithRetries(client, options, call) }
}

async function sendWithRetries(
  client: AxiosInstance,
  options: TransportOptions,
  call: Call,
): Promise<Answer> {
  const { runtime } = options
  let isUnclear = false
  for (let attempt = 1; ; attempt++) {
    const result = await tryOnce(client, options, call)
    const { failure, answer, isFirewall } = result
    if (answer && answer.status < 500 && answer.status !== 429 && !isFirewall) {
      return answer
    }
    isUnclear ||= !answer ? failure !== "not_sent" : answer.status !== 429 && !isFirewall
    if (shouldRetry({ attempt, safe: mayRepeat(call), failure, status: answer?.status })) {
      await runtime.sleep(retryDelay(attempt, runtime.random))
      continue
    }
    throw errorFor(options.gateway, call, result, isUnclear)
  }
}

const mayRepeat = ({ safe, kind }: Call) => safe === true || kind === "read" || kind === "keyed"

async function tryOnce(client: AxiosInstance, options: TransportOptions, call: Call): Promise<Try> {
  const { gateway, runtime, timeouts } = options
  const startedAt = runtime.now()
  const log = (outcome: string) =>
    runtime.log.debug(`${gateway} ${call.name}: ${outcome}, ${runtime.now() - startedAt} ms`)
  const { headers, body } = call.sign()
  try {
    const response: AxiosResponse<string> = await client.request({
      method: call.method,
      url: call.path,
      params: call.query,
      data: body,
      headers: { Accept: "application/json", "User-Agent": USER_AGENT, ...headers },
      signal: AbortSignal.timeout(timeouts.totalMs),
    })
    log(`HTTP ${response.status}, ${response.data?.length ?? 0} characters`)
    const answer = { status: response.status, body: response.data ?? "" }
    return { answer, isFirewall: isFirewall(answer, String(response.headers["cf-mitigated"] ?? "")) }
  } catch (error) {
    log(describeFailure(error))
    return { failure: failureOf(error), error }
  }
}

/** How far into a page its title and the number of the error are looked for. */
const PAGE_HEAD = 16_384

/** Cloudflare's pages for a blocked request and for a challenge, old and new, and its plain text. */
const BLOCK_PAGE =
  /\| cloudflare<\/title>|used cloudflare to restrict access|error(?: code:?|<\/span>\s*<span[^>]*>) ?10\d\d\b|<title>just a moment\.\.\.<\/title>|_cf_chl_opt/i

/**
 * Cloudflare answers for the gateway with a page of its own, or with a challenge that only a browser can meet; the
 * request never arrived. The name alone proves nothing: Cloudflare puts its scripts into the gateway's own pages too.
 */
function isFirewall({ status, body }: Answer, mitigated: string): boolean {
  if (mitigated.toLowerCase() === "challenge") return true
  const mayBePage = status === 403 || status === 429 || status === 503
  return mayBePage && BLOCK_PAGE.test(body.slice(0, PAGE_HEAD))
}

function errorFor(gateway: string, call: Call, result: Try, isUnclear: boolean): GatewayUnavailable | OutcomeUnknown {
  const { answer, failure } = result
  if (answer && result.isFirewall && !(call.kind === "keyed" && isUnclear)) {
    return new GatewayUnavailable(
      `${gateway}: a firewall refused ${call.name} (HTTP ${answer.status})`,
      "blocked_by_firewall",
    )
  }
  const seen = answer ? `HTTP ${answer.status}` : describeFailure(result.error)
  const isKnown = call.kind === "keyed" ? !isUnclear : failure === "not_sent" || answer?.status === 429
  if (call.safe || call.kind === "read" || isKnown) {
    return new GatewayUnavailable(`${gateway} does not answer ${call.name} (${seen})`)
  }
  return new OutcomeUnknown(`${gateway} gave no clear answer to ${call.name} (${seen})`)
}
