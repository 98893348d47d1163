import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaPort } from "../settlement/dependencies"
import { repairAccount } from "./account"
import { authorize } from "./authorize"
import { cancelOrder } from "./cancel-order"
import { capture } from "./capture"
import { readCartTotal } from "./cart-total"
import { dropSession } from "./drop-session"
import { withLock } from "./lock"
import { readMedusaMoney, unitOf } from "./order-money"
import { linkOrder } from "./order-links"
import { placeOrder } from "./place-order"
import { recountPayment } from "./recount-payment"

/** Medusa, as settlement sees it. Everything that settlement does there goes by Medusa's own workflows. */
export function medusaPort(container: MedusaContainer): MedusaPort {
  const knex = () => container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  return {
    unitOf: (collectionId) => unitOf(knex(), collectionId),
    money: (collectionId) => readMedusaMoney(knex(), collectionId),
    cartTotal: (cartId) => readCartTotal(container, cartId),
    withLock: (key, work) => withLock(container.resolve(Modules.LOCKING), key, work),
    capture: (sessionId, part) => capture(container, knex(), sessionId, part),
    authorize: (step) => authorize(container, knex(), step),
    placeOrder: (step) => placeOrder(container, step),
    cancelOrder: (orderId) => cancelOrder(container, orderId),
    dropSession: (step) => dropSession(container, knex(), step),
    linkOrder: (step) => linkOrder(container, step),
    recountPayment: (paymentId) => recountPayment(knex(), paymentId),
    repairAccount: (repair) => repairAccount(container, repair),
  }
}
