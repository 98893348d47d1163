import { ControlError } from "../control-error"
import { checked, isFlag, isText, oneOf, type Check } from "../patch"
import { orderState, type TegroOrder } from "../tegro/order"
import { TEGRO_STATUS, type TegroShopPatch } from "../tegro/types"
import { withdrawalState } from "../tegro/withdrawal"
import type { World } from "../world"
import type { TegroControl } from "./types"

/** Tegro's part of the control. */
export function tegroControl({ tegro, url }: World): TegroControl {
  const after = (idOrReference: number | string, change: (order: TegroOrder) => void) => {
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
      shop.configure(checked("shop setting", patch, SHOP_CHECKS))
    },
    settleWithdrawal: async (id, status) => withdrawalState(tegro.settleWithdrawal(Number(id), status)),
  }
}

const SHOP_CHECKS: Record<keyof TegroShopPatch, Check> = {
  notifyUrl: isText,
  successUrl: isText,
  failUrl: isText,
  receiptRequired: isFlag,
  feeOnBuyer: isFlag,
  unknownOrder: isText,
  unknownWithdrawal: isText,
  nonceRule: oneOf("differs", "increasing", "unique-ever"),
}
