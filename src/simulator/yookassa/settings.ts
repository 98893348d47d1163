import { ControlError } from "../control-error"
import { YOOKASSA_EVENTS, type YookassaSettings, type YookassaShopPatch } from "./types"

/** The documents as they read, and where they say nothing the likelier way. */
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

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === "string"
const isFlag: Check = (value) => typeof value === "boolean"
const isMoney: Check = (value) => typeof value === "string" && /^\d{1,10}\.\d{2}$/.test(value)
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)

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
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof YookassaSettings] : undefined
    if (!check)
      throw new ControlError(`Unknown shop setting "${name}"; known: ${Object.keys(CHECKS).join(", ")}`)
    if (!check(value)) throw new ControlError(`Shop setting "${name}" does not take ${JSON.stringify(value)}`)
  }
  return { ...settings, ...Object.fromEntries(given) }
}
