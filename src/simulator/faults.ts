import { ControlError } from "./control-error"

export const GATEWAY_NAMES = ["tegro", "m2cerber", "yookassa"] as const

export type GatewayName = (typeof GATEWAY_NAMES)[number]

/** What goes wrong, see the README for each. `*_after_success`: the work is done, only the answer is lost. */
export const FAULT_KINDS = [
  "delay",
  "timeout_after_success",
  "timeout_before",
  "reset",
  "reset_after_success",
  "status",
  "error_answer",
  "error_after_success",
  "not_found_page",
  "garbage",
  "success_without_data",
  "cloudflare",
  "challenge",
  "mismatch",
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/** One planned failure. */
export interface FaultRule {
  gateway?: GatewayName
  /** Name of the call, such as "createOrder" or "get_wallet". Without it: every API call (pages only by name). */
  call?: string
  /** How many calls it hits. Default 1; 0 means until cleared. */
  times?: number
  kind: FaultKind
  /** For "delay", milliseconds. */
  ms?: number
  /** For "status", "cloudflare", and the "error_answer" and "error_after_success" of m2cerber and YooKassa. */
  status?: number
  /** For "status", "not_found_page" and "garbage"; for an error of the gateway's own, its words. */
  body?: string
  /** For "mismatch": merged into the data of a successful answer. */
  patch?: Record<string, unknown>
  /** For YooKassa's 202, 429 and 500: `retry_after` in milliseconds. */
  retryAfter?: number
  /** For "error_after_success": the gateway takes the operation back, as YooKassa tries to after its own time-out. */
  takesBack?: boolean
}

/** A rule and what is left of it; `left` is null while it has no end. */
export interface FaultState extends FaultRule {
  id: number
  left: number | null
  hits: number
}

/** The planned failures, first added first used. */
export class FaultBox {
  private rules: FaultState[] = []
  private lastId = 0

  add(rule: FaultRule): FaultState {
    if (!FAULT_KINDS.includes(rule.kind))
      throw new ControlError(`kind must be one of ${FAULT_KINDS.join(", ")}`)
    const times = rule.times ?? 1
    if (!Number.isInteger(times) || times < 0) throw new ControlError("times must be 0 or a positive integer")
    const state = { ...rule, id: ++this.lastId, left: times === 0 ? null : times, hits: 0 }
    this.rules.push(state)
    return { ...state }
  }

  clear(): void {
    this.rules = []
  }

  list(): FaultState[] {
    return this.rules.map((rule) => ({ ...rule }))
  }

  /** The rule for this call. It counts as used by {@link use} only. */
  match(gateway: GatewayName, call: string, isPage: boolean): FaultState | undefined {
    return this.rules.find(
      (rule) =>
        rule.left !== 0 &&
        (rule.gateway ?? gateway) === gateway &&
        (rule.call === undefined ? !isPage : rule.call === call),
    )
  }

  use(rule: FaultState): void {
    rule.hits += 1
    if (rule.left !== null) rule.left -= 1
  }
}
