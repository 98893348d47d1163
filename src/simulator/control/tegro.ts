import { orderState, type TegroOrder } from "../tegro/order"
import { TEGRO_STATUS, type TegroShopPatch } from "../tegro/types"
import { withdrawalState } from "../tegro/withdrawal"
import type { World } from "../world"
import { ControlError } from "../control-error"
import type { TegroControl } from "./types"

/** Tegro's half of the control. */
export function tegroControl({ tegro, url }: World): TegroControl {
  const after = (
    idOrReference: number | string,
    change: (order: TegroOrder) => void,
  ): ReturnType<typeof orderState> => {
    const order = tegro.find(idOrReference)
    change(order)
    return orderState(order, url.checkout(order))
  }
  return {
    pay: async (id, options) => after(id, (order) => tegro.pay(order, options)),
    fail: async (id) => after(id, (order) => tegro.setStatus(order, TEGRO_STATUS.failed)),
    cancel: async (id) => after(id, (order) => tegro.setStatus(order, TEGRO_STATUS.cancelled)),
    setStatus: async (id, status) => {
      if (!Number.isInteger(status)) throw new ControlError("status must be an integer")
      return after(id, (order) => tegro.setStatus(order, status))
    },
    configureShop: async (publicKey, patch) => {
      const shop = tegro.shop(publicKey)
      if (!shop) throw new ControlError(`No Tegro shop ${publicKey}`, 404)
      checkPatch(patch)
      shop.configure(patch)
    },
    settleWithdrawal: async (id, status) => withdrawalState(tegro.settleWithdrawal(Number(id), status)),
  }
}

const isText = (value: unknown): boolean => typeof value === "string"
const isFlag = (value: unknown): boolean => typeof value === "boolean"

const SHOP_CHECKS: Record<keyof TegroShopPatch, (value: unknown) => boolean> = {
  notifyUrl: isText,
  successUrl: isText,
  failUrl: isText,
  receiptRequired: isFlag,
  feeOnBuyer: isFlag,
  unknownOrder: isText,
  unknownWithdrawal: isText,
  nonceRule: (value) => ["differs", "increasing", "unique-ever"].includes(value as string),
}

function checkPatch(patch: TegroShopPatch): void {
  for (const [name, value] of Object.entries(patch)) {
    const check = Object.hasOwn(SHOP_CHECKS, name) ? SHOP_CHECKS[name as keyof TegroShopPatch] : undefined
    if (!check)
      throw new ControlError(`Unknown shop setting "${name}"; known: ${Object.keys(SHOP_CHECKS).join(", ")}`)
    if (value !== undefined && !check(value))
      throw new ControlError(`Shop setting "${name}" has a wrong value`)
  }
}
