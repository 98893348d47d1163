import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaPort } from "../settlement/dependencies"
import { knexOf } from "./container"
import { withLock } from "./lock"
import { readCartTotal } from "./reads/cart-totals"
import { readMedusaMoney, unitOf } from "./reads/order-money"
import { authorize } from "./steps/authorize"
import { cancelOrder } from "./steps/cancel-order"
import { capture } from "./steps/capture"
import { dropSession } from "./steps/drop-session"
import { linkOrder } from "./steps/order-links"
import { placeOrder } from "./steps/place-order"
import { recountPayment } from "./steps/recount-payment"
import { repairAccount } from "./steps/repair-account"

/** Medusa, as settlement sees it. Settlement's steps run Medusa's own workflows, and repair what those left half done. */
export function medusaPort(container: MedusaContainer): MedusaPort {
  return {
    unitOf: (collectionId) => unitOf(knexOf(container), collectionId),
    money: (collectionId) => readMedusaMoney(knexOf(container), collectionId),
    cartTotal: (cartId) => readCartTotal(container, cartId),
    withLock: (key, work) => withLock(container, key, work),
    capture: (sessionId, part) => capture(container, sessionId, part),
    authorize: (step) => authorize(container, step),
    placeOrder: (step) => placeOrder(container, step),
    cancelOrder: (orderId) => cancelOrder(container, orderId),
    dropSession: (step) => dropSession(container, step),
    linkOrder: (step) => linkOrder(container, step),
    recountPayment: (paymentId) => recountPayment(knexOf(container), paymentId),
    repairAccount: (step) => repairAccount(container, step),
  }
}
