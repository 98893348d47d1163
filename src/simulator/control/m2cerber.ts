import { paymentState, payoutState, type M2cerberPayment } from "../m2cerber/payment"
import type { World } from "../world"
import type { M2cerberControl } from "./types"

/** m2cerber's part of the control. */
export function m2cerberControl({ m2cerber, url }: World): M2cerberControl {
  const after = (id: number | string, change: (payment: M2cerberPayment) => void) => {
    const payment = m2cerber.payment(String(id))
    change(payment)
    return paymentState(payment, url.wallet(payment.paymentId))
  }
  return {
    transfer: async (id, amount) => after(id, (payment) => m2cerber.transfer(payment, String(amount))),
    cancel: async (id) => after(id, (payment) => m2cerber.cancel(payment)),
    expire: async (id) => after(id, (payment) => m2cerber.cancel(payment)),
    setStatus: async (id, status) => after(id, (payment) => m2cerber.setStatus(payment, status)),
    settlePayout: async (id, outcome) => payoutState(m2cerber.settlePayout(String(id), outcome)),
    configure: async (patch) => m2cerber.configure(patch),
  }
}
