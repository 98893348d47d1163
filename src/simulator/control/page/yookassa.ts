import { html, type Html } from "../../pages/html"
import { act, hidden, latest, table } from "./table"
import type { SimulatorState } from "../types"

/** YooKassa's payments, with the actions of the payer and of the cabinet. */
export function yookassaPaymentsTable({ yookassa }: SimulatorState): Html {
  const rows = latest(yookassa.payments).map((payment) => {
    const base = `yookassa/payments/${payment.id}`
    const amount = html`<input type="text" name="amount" value="${payment.amount}" aria-label="Amount" />`
    const pending = html`${act(`${base}/pay`, "Pay")}${act(`${base}/decline`, "Decline")}${act(`${base}/expire`, "Expire")}`
    const held = html`${act(`${base}/capture`, "Capture", amount)}${act(`${base}/cancel`, "Cancel")}${act(`${base}/expire`, "Expire")}`
    return html`<tr>
      <td><a href="${payment.url}">${payment.id}</a></td>
      <td>${payment.description}</td>
      <td>${payment.amount} ${payment.currency}</td>
      <td>${payment.captured}</td>
      <td>${payment.refunded}</td>
      <td>${payment.status}${payment.cancellation && ` (${payment.cancellation.reason})`}</td>
      <td>
        ${payment.status === "pending" && pending}${payment.status === "waiting_for_capture" && held}
        ${payment.status === "succeeded" && act(`${base}/refund`, "Refund", amount)}
      </td>
    </tr>`
  })
  const heads = ["Id", "Description", "Asked", "Captured", "Refunded", "Status", "Make it happen"]
  return table("YooKassa payments", heads, rows)
}

/** YooKassa's refunds; a pending one can be settled either way. */
export function yookassaRefundsTable({ yookassa }: SimulatorState): Html {
  const rows = latest(yookassa.refunds).map((refund) => {
    const settle = (outcome: string, label: string): Html =>
      act(`yookassa/refunds/${refund.id}/settle`, label, hidden("outcome", outcome))
    const buttons = html`${settle("succeeded", "Succeed")}${settle("insufficient_funds", "Cancel")}`
    return html`<tr>
      <td>${refund.id}</td>
      <td>${refund.paymentId}</td>
      <td>${refund.amount} ${refund.currency}</td>
      <td>${refund.via}</td>
      <td>${refund.status}${refund.cancellation && ` (${refund.cancellation.reason})`}</td>
      <td>${refund.status === "pending" && buttons}</td>
    </tr>`
  })
  return table("YooKassa refunds", ["Id", "Payment", "Amount", "Made by", "Status", ""], rows)
}
