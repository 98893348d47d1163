import { html, type Html } from "../../pages/html"
import { trimmed } from "../../money"
import { act, hidden, latest, table } from "./table"
import type { SimulatorState } from "../types"

const TEGRO_STATUS_NAMES: Record<number, string> = {
  0: "new",
  1: "paid",
  2: "failed",
  3: "refunded",
  4: "processing",
  9: "cancelled",
}

/** Tegro's orders. */
export function ordersTable({ tegro }: SimulatorState): Html {
  const rows = latest(tegro.orders).map((order) => {
    const base = `tegro/orders/${order.id}`
    const amount = html`<input
      type="text"
      name="amount"
      value="${trimmed(order.amount)}"
      aria-label="Amount"
    />`
    return html`<tr>
      <td><a href="${order.url}">${order.id}</a></td>
      <td>${order.reference}</td>
      <td>${trimmed(order.amount)} ${order.currency}</td>
      <td>${order.received === null ? "" : trimmed(order.received)}</td>
      <td>${order.status} ${TEGRO_STATUS_NAMES[order.status]}${order.test && " (test)"}</td>
      <td>
        ${act(`${base}/pay`, "Pay", amount)}${act(`${base}/fail`, "Fail")}${act(`${base}/cancel`, "Cancel")}${act(
          `${base}/status`,
          "Refunded",
          hidden("status", 3),
        )}
      </td>
    </tr>`
  })
  const balances = Object.entries(tegro.balances).map(
    ([shop, balance]) =>
      html`<p class="soft">
        Shop <code>${shop}</code>:
        ${Object.entries(balance)
          .map(([currency, sum]) => `${sum} ${currency}`)
          .join(", ")}
      </p>`,
  )
  const heads = ["Id", "Reference", "Asked", "Received", "Status", "Make it happen"]
  return table("Tegro orders", heads, rows, html`${balances}`)
}

/** m2cerber's payments. */
export function paymentsTable({ m2cerber }: SimulatorState): Html {
  const rows = latest(m2cerber.payments).map((payment) => {
    const base = `m2cerber/payments/${payment.paymentId}`
    const amount = html`<input type="text" name="amount" value="${payment.sum}" aria-label="Amount" />`
    return html`<tr>
      <td><a href="${payment.walletLink}">${payment.paymentId}</a></td>
      <td>${payment.walletNumber}</td>
      <td>${payment.sum} AZN</td>
      <td>${payment.received}</td>
      <td>${payment.status}</td>
      <td>
        ${act(`${base}/transfer`, "Transfer", amount)}${act(`${base}/cancel`, "Cancel")}${act(`${base}/expire`, "Expire")}
      </td>
    </tr>`
  })
  return table("m2cerber payments", ["Id", "Wallet", "Asked", "Received", "Status", "Make it happen"], rows)
}

/** Payouts of both gateways. */
export function payoutsTable({ tegro, m2cerber }: SimulatorState): Html {
  const withdrawals = latest(tegro.withdrawals).map((one) => {
    const settle = (status: 1 | 9, label: string): Html =>
      act(`tegro/withdrawals/${one.id}/settle`, label, hidden("status", status))
    return html`<tr>
      <td>Tegro</td>
      <td>${one.id}</td>
      <td>${one.reference}</td>
      <td>${trimmed(one.amount)} ${one.currency}</td>
      <td>${one.account}</td>
      <td>${one.status}</td>
      <td>${one.status === 0 && html`${settle(1, "Pay out")}${settle(9, "Cancel")}`}</td>
    </tr>`
  })
  const payouts = latest(m2cerber.payouts).map((one) => {
    const settle = (outcome: string, label: string): Html =>
      act(`m2cerber/payouts/${one.paymentId}/settle`, label, hidden("outcome", outcome))
    return html`<tr>
      <td>m2cerber</td>
      <td>${one.paymentId}</td>
      <td></td>
      <td>${one.sum} AZN</td>
      <td>${one.walletNumber}</td>
      <td>${one.status}</td>
      <td>
        ${one.status === "pending" && html`${settle("confirm", "Pay out")}${settle("cancel", "Cancel")}`}
      </td>
    </tr>`
  })
  const heads = ["Gateway", "Id", "Reference", "Amount", "To", "Status", ""]
  return table("Payouts", heads, [...withdrawals, ...payouts])
}
