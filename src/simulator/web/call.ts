import type { CallLog, CallMarks } from "../calls"
import type { SimulatorClock } from "../clock"
import type { FaultBox, FaultState, GatewayName } from "../faults"
import { challengePage, cloudflarePage } from "./cloudflare"
import { errorAnswer } from "./error-answer"
import { page, type SendReply, type WebReply } from "./message"

/** A gateway's answer to a call, before any fault spoils it. */
export interface Outcome {
  ok: boolean
  reply: SendReply
  /** The gateway's error text, for the call log. */
  error?: string
  /** API answers only: the same answer with other data (`undefined`: none at all). */
  withData?: (change: (data: unknown) => unknown) => SendReply
  /** Takes back what the call has done, where the gateway knows how. */
  takeBack?: () => void
}

/** What {@link guardedCall} needs of the simulator. */
export interface CallContext {
  clock: SimulatorClock
  faults: FaultBox
  calls: CallLog
}

/** Answers one call of a gateway, spoiled by a planned fault if there is one, and logs it. */
export async function guardedCall(
  context: CallContext,
  about: { gateway: GatewayName; call: string; isPage?: boolean; marks?: CallMarks },
  work: () => Outcome,
): Promise<WebReply> {
  const note = (status: number, outcome: string): void =>
    context.calls.add(about.gateway, about.call, status, outcome, about.marks)
  const fault = context.faults.match(about.gateway, about.call, about.isPage ?? false)

  const instead = fault ? insteadOfWork(fault, about.gateway) : undefined
  if (fault && instead) {
    context.faults.use(fault)
    note(instead.kind === "send" ? instead.status : 0, `fault: ${fault.kind}`)
    return instead
  }
  if (fault?.kind === "delay") {
    context.faults.use(fault)
    await context.clock.wait(fault.ms ?? 0)
  }
  const outcome = work()
  const spoilt = fault && outcome.ok ? afterWork(fault, about.gateway, outcome) : undefined
  if (fault && spoilt) {
    context.faults.use(fault)
    note(spoilt.kind === "send" ? spoilt.status : 0, `fault: ${fault.kind}`)
    return spoilt
  }
  note(outcome.reply.status, outcome.ok ? "success" : `error: ${outcome.error ?? ""}`)
  return outcome.reply
}

/** The answer of a fault that keeps the gateway from doing anything. */
function insteadOfWork(fault: FaultState, gateway: GatewayName): WebReply | undefined {
  switch (fault.kind) {
    case "timeout_before":
      return { kind: "hold" }
    case "reset":
      return { kind: "reset" }
    case "status":
      return page(fault.status ?? 500, fault.body ?? "<html><h1>500 Internal Server Error</h1></html>")
    case "error_answer":
      return errorAnswer(fault, gateway)
    case "not_found_page":
      return page(404, fault.body ?? "<!doctype html><title>Coming Soon!</title><h1>Coming Soon!</h1>")
    case "cloudflare":
      return cloudflarePage(fault.status ?? 403)
    case "challenge":
      return challengePage()
    default:
      return undefined
  }
}

/** The answer of a fault that comes when the work is done. */
function afterWork(fault: FaultState, gateway: GatewayName, outcome: Outcome): WebReply | undefined {
  switch (fault.kind) {
    case "error_after_success":
      if (fault.takesBack) outcome.takeBack?.()
      return errorAnswer({ status: 500, ...fault }, gateway)
    case "timeout_after_success":
      return { kind: "hold" }
    case "reset_after_success":
      return { kind: "reset" }
    case "garbage":
      return {
        ...outcome.reply,
        body: fault.body ?? "<br />\n<b>Warning</b>: Unknown error in <b>index.php</b>",
      }
    case "success_without_data":
      return outcome.withData?.(() => undefined)
    case "mismatch":
      return outcome.withData?.((data) => merged(data, fault.patch ?? {}))
    default:
      return undefined
  }
}

function merged(data: unknown, patch: Record<string, unknown>): unknown {
  if (Array.isArray(data)) return data.map((item) => merged(item, patch))
  return typeof data === "object" && data !== null ? { ...data, ...patch } : patch
}
