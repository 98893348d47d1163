import { parseUnits } from "../money"
import { paymentState, type YookassaPayment } from "../yookassa/payment"
import { refundState } from "../yookassa/refund"
import type { YookassaPaymentState } from "../yookassa/types"
import type { World } from "../world"
import { ControlError } from "../control-error"
import type { YookassaControl } from "./types"

/** YooKassa's part of the control: actions of the payer, and of the merchant in the cabinet. */
export function yookassaControl({ yookassa, url }: World): YookassaControl {
  const after = (id: string, change: (payment: YookassaPayment) => void): YookassaPaymentState => {
    const payment = yookassa.find(id)
    change(payment)
    return paymentState(payment, url.yookassaCheckout(payment))
  }
  return {
    pay: async (id, options) => after(id, (payment) => yookassa.pay(payment, options)),
    decline: async (id, reason) => after(id, (payment) => yookassa.decline(payment, reason)),
    expire: async (id) => after(id, (payment) => yookassa.expire(payment)),
    capture: async (id, amount) =>
      after(id, (payment) => yookassa.capture(payment, given(amount, payment.asked, payment.asked))),
    cancel: async (id) => after(id, (payment) => yookassa.cancel(payment)),
    refund: async (id, amount) => {
      const payment = yookassa.find(id)
      if (payment.status !== "succeeded")
        throw new ControlError(`Payment ${payment.id} is ${payment.status}`, 409)
      const left = yookassa.refundable(payment)
      const refund = yookassa.refund({
        payment,
        amount: given(amount, left, left),
        description: null,
        metadata: {},
        via: "cabinet",
        receipt: null,
      })
      return refundState(refund)
    },
    settleRefund: async (id, outcome = "succeeded") => {
      const refund = yookassa.findRefund(id)
      yookassa.settleRefund(refund, outcome)
      return refundState(refund)
    },
    configureShop: async (shopId, patch) => {
      const shop = yookassa.shop(shopId)
      if (!shop) throw new ControlError(`No YooKassa shop ${shopId}`, 404)
      shop.configure(patch)
    },
  }
}

/** Reads an amount: positive, and no more than there is. */
function given(amount: string | undefined, otherwise: bigint, most: bigint): bigint {
  const units = amount === undefined ? otherwise : parseUnits(amount)
  if (units === null || units <= 0n || units > most)
    throw new ControlError("amount must be a decimal up to what is there")
  return units
}
