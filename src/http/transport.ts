import axios, { type AxiosInstance, type AxiosResponse } from "axios"
import { GatewayUnavailable, OutcomeUnknown } from "../core/errors"
import type { Runtime } from "../core/runtime"
import { createAgents } from "./agents"
import type { Answer, Call, SignedRequest } from "./call"
import { describeFailure, failureOf, type Failure } from "./failure"
import { isFirewall } from "./firewall"
import { retryAfter, retryDelay, shouldRetry } from "./retry"
import { USER_AGENT } from "./user-agent"

export interface TransportOptions {
  /** The gateway's name, for logs and messages. */
  gateway: string
  /** Ends with a slash; the paths of calls are appended to it. */
  baseUrl: string
  timeouts: Timeouts
  runtime: Runtime
}

export interface Timeouts {
  connectMs: number
  /** Time for one try, from the first byte sent to the last byte received. */
  totalMs: number
}

/** Sends calls to a gateway; nothing else uses the network. Each account has one, so that connections are kept. */
export interface Transport {
  /**
   * @throws GatewayUnavailable when the gateway did nothing: it accepted no try, or the call only reads
   * @throws OutcomeUnknown when the gateway may have acted
   */
  send(call: Call): Promise<Answer>
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024

type Try =
  | { answer: Answer; isFirewall: boolean; askedMs: number | undefined; failure?: undefined }
  | { answer?: undefined; isFirewall?: undefined; askedMs?: undefined; failure: Failure; error: unknown }

export function createTransport(options: TransportOptions): Transport {
  const client = axios.create({
    baseURL: options.baseUrl,
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
  const { gateway, runtime } = options
  const sign = signerOf(call)
  /** Whether a try may have done what the call asks for. */
  let isUnclear = false
  for (let attempt = 1; ; attempt++) {
    const result = await tryOnce(client, options, call, sign())
    const { failure, answer } = result
    const putOffMs = call.kind === "once" || !answer ? undefined : call.retryAfterMs?.(answer)
    const isPutOff = putOffMs !== undefined
    if (isReal(result) && !isPutOff) {
      const follows = call.kind === "keyed" && isUnclear
      return follows ? { ...result.answer, followsUnclear: true } : result.answer
    }
    isUnclear ||= mayHaveActed(result)
    const again = shouldRetry({ attempt, kind: call.kind, failure, status: answer?.status, isPutOff })
    const delay = again ? retryDelay(attempt, runtime.random, putOffMs ?? result.askedMs) : undefined
    if (delay === undefined) throw errorFor(gateway, call, result, isUnclear)
    await runtime.sleep(delay)
  }
}

/** Signs each try anew. Under the same key another body is never sent: the gateway would take it for another operation. */
function signerOf({ name, kind, sign }: Call): () => SignedRequest {
  let first: SignedRequest | undefined
  return () => {
    const signed = sign()
    first ??= signed
    if (kind === "keyed" && signed.body !== first.body) {
      throw new TypeError(`${name}: a repetition has another body than the first try`)
    }
    return signed
  }
}

const isReal = (result: Try): result is Extract<Try, { answer: Answer }> =>
  result.answer !== undefined &&
  result.answer.status < 500 &&
  result.answer.status !== 429 &&
  !result.isFirewall

const mayHaveActed = ({ answer, failure, isFirewall: isBlocked }: Try) =>
  answer ? answer.status !== 429 && !isBlocked : failure !== "not_sent"

async function tryOnce(
  client: AxiosInstance,
  { gateway, runtime, timeouts }: TransportOptions,
  call: Call,
  { headers, body }: SignedRequest,
): Promise<Try> {
  const startedAt = runtime.now()
  const totalMs = call.totalMs ?? timeouts.totalMs
  const log = (outcome: string) =>
    runtime.log.debug(`${gateway} ${call.name}: ${outcome}, ${runtime.now() - startedAt} ms`)
  try {
    const response: AxiosResponse<string> = await client.request({
      method: call.method,
      url: call.path,
      params: call.query,
      data: body,
      headers: { Accept: "application/json", "User-Agent": USER_AGENT, ...headers },
      timeout: totalMs,
      signal: AbortSignal.timeout(totalMs),
    })
    log(`HTTP ${response.status}, ${response.data?.length ?? 0} characters`)
    const answer = { status: response.status, body: response.data ?? "" }
    const header = (name: string) => String(response.headers[name] ?? "")
    return {
      answer,
      isFirewall: isFirewall(answer, header("cf-mitigated")),
      askedMs: retryAfter(header("retry-after"), runtime.now()),
    }
  } catch (error) {
    log(describeFailure(error))
    return { failure: failureOf(error), error }
  }
}

/** The error of a call whose last try failed. Only a reading call, or one that no try of was accepted, surely did nothing. */
function errorFor(
  gateway: string,
  call: Call,
  result: Try,
  isUnclear: boolean,
): GatewayUnavailable | OutcomeUnknown {
  const { answer } = result
  const seen = answer ? `HTTP ${answer.status}` : describeFailure(result.error)
  if (call.kind !== "read" && isUnclear) {
    return new OutcomeUnknown(`${gateway} gave no clear answer to ${call.name} (${seen})`)
  }
  return answer && result.isFirewall
    ? new GatewayUnavailable(`${gateway}: a firewall refused ${call.name} (${seen})`, "blocked_by_firewall")
    : new GatewayUnavailable(`${gateway} does not answer ${call.name} (${seen})`)
}
