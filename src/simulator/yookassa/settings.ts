import { checked, isFlag, isText, oneOf, type Check } from "../patch"
import { YOOKASSA_EVENTS, type YookassaSettings, type YookassaShopPatch } from "./types"

/** What the documents say, and the likelier way where they say nothing. */
export function defaultSettings(): YookassaSettings {
  return {
    notifyUrl: "",
    events: [...YOOKASSA_EVENTS],
    receipts: "off",
    minAmount: "1.00",
    maxAmount: "350000.00",
    refunds: "succeeded",
    refundReason: "insufficient_funds",
    partialAmount: "captured",
    reusedKey: "error",
    keepsErrors: false,
    notFound: 404,
    me: true,
  }
}

const isMoney: Check = (value) => typeof value === "string" && /^\d{1,10}\.\d{2}$/.test(value)

const CHECKS: Record<keyof YookassaSettings, Check> = {
  notifyUrl: isText,
  events: (value) => Array.isArray(value) && value.every(oneOf(...YOOKASSA_EVENTS)),
  receipts: oneOf("off", "third_party", "cheki"),
  minAmount: isMoney,
  maxAmount: isMoney,
  refunds: oneOf("succeeded", "pending", "canceled"),
  refundReason: isText,
  partialAmount: oneOf("captured", "original"),
  reusedKey: oneOf("error", "stored"),
  keepsErrors: isFlag,
  notFound: oneOf(404, 400),
  me: isFlag,
}

/** The settings with the patch applied; throws {@link ControlError} on names and values that do not exist. */
export function patchSettings(settings: YookassaSettings, patch: YookassaShopPatch): YookassaSettings {
  return { ...settings, ...checked("shop setting", patch, CHECKS) }
}
