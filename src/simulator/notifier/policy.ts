import type { GatewayName } from "../faults"
import type { AmountFormat } from "../money"
import { checked, isCount, isFlag, oneOf, type Check } from "../patch"
import type { NotifyEncoding } from "./encode"

/** How one gateway sends its notifications. */
export interface NotificationPolicy {
  encoding: NotifyEncoding
  /** Extra copies of every notification, sent at the same moment. */
  duplicate: number
  /** Loses all (`true`) or the next n notifications. */
  drop: boolean | number
  /** Wait before the first try, on the simulator's clock. */
  delayMs: number
  /** Keeps notifications back until they are flushed. */
  hold: boolean
  /** Signs all (`true`) or the next n notifications wrongly. */
  wrongSign: boolean | number
  amountFormat: AmountFormat
  /** Tegro: "docs" = the documented fields only; "real" = with `status` and `id` too. */
  fields: "docs" | "real"
  /** Notifies of statuses that are not payments too. */
  anyStatus: boolean
  /** Further tries without an answer of 2xx (YooKassa: 200). The last delay repeats when there are too few. */
  retry: { tries: number; delaysMs: number[] }
  /** m2cerber: signs the Change sum webhook. */
  changeSumSigned: boolean
  /** m2cerber: `confirm_sum` is all that came, or only the last transfer. */
  confirmSum: "total" | "last"
  /** Sends without `Content-Length`, in chunks. */
  chunked: boolean
  /** `X-Forwarded-For`, as a proxy in front of the store would write it; "" for none. */
  forwardedFor: string
}

/** Any part of a policy; the rest stays as it is. */
export type NotificationPolicyPatch = Partial<NotificationPolicy>

/** YooKassa's intervals between tries, as its help pages listed them until 2022. */
const YOOKASSA_INTERVALS_S = [10, 42, 84, 168, 672, 5376, 86_016]

/** What a gateway does until told otherwise. Tegro and m2cerber do not document their retries. */
export function defaultPolicy(gateway: GatewayName): NotificationPolicy {
  return {
    // PHP's curl sends multipart when it is given an array of fields; m2cerber's documents show dictionaries.
    encoding: gateway === "tegro" ? "multipart" : "json",
    duplicate: 0,
    drop: false,
    delayMs: 0,
    hold: false,
    wrongSign: false,
    amountFormat: "plain",
    fields: "real",
    anyStatus: false,
    retry:
      gateway === "yookassa"
        ? { tries: 7, delaysMs: YOOKASSA_INTERVALS_S.map((seconds) => seconds * 1000) }
        : { tries: 3, delaysMs: [1000, 5000, 15000] },
    changeSumSigned: false,
    confirmSum: "total",
    // YooKassa's help pages once said that their notifications have no Content-Length.
    chunked: gateway === "yookassa",
    forwardedFor: "",
  }
}

/** The policy with the patch applied; throws {@link ControlError} on a name or value that does not exist. */
export function patchPolicy(policy: NotificationPolicy, patch: NotificationPolicyPatch): NotificationPolicy {
  return { ...policy, ...checked("policy", patch, CHECKS) }
}

const isFlagOrCount: Check = (value) => isFlag(value) || isCount(value)

const CHECKS: Record<keyof NotificationPolicy, Check> = {
  encoding: oneOf("multipart", "urlencoded", "json", "get"),
  duplicate: isCount,
  drop: isFlagOrCount,
  delayMs: isCount,
  hold: isFlag,
  wrongSign: isFlagOrCount,
  amountFormat: oneOf("plain", "fixed2", "fixed8"),
  fields: oneOf("docs", "real"),
  anyStatus: isFlag,
  retry: (value) => {
    const { tries, delaysMs } = (value ?? {}) as Partial<NotificationPolicy["retry"]>
    return isCount(tries) && Array.isArray(delaysMs) && delaysMs.every(isCount)
  },
  changeSumSigned: isFlag,
  confirmSum: oneOf("total", "last"),
  chunked: isFlag,
  forwardedFor: (value) => typeof value === "string" && /^[\w.:, ]*$/.test(value),
}
