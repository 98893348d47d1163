import { html, type Html } from "../../pages/html"
import { act, latest, table } from "./table"
import type { SimulatorState } from "../types"

/** The notifications, sent or not. */
export function notificationsTable({ notifications }: SimulatorState): Html {
  const rows = latest(notifications).map(
    (one) =>
      html`<tr>
        <td>${one.id}</td>
        <td>${one.gateway} ${one.event}${one.copyOf !== null && ` (copy of ${one.copyOf})`}</td>
        <td>${one.subject}</td>
        <td class="${one.delivered ? "ok" : one.phase === "failed" ? "bad" : "warn"}">${one.phase}</td>
        <td>${one.status ?? one.error}</td>
        <td>${one.tries}</td>
        <td>${one.encoding}, sign ${one.signed}</td>
        <td><code>${one.url}</code></td>
        <td>${one.url !== "" && act(`notifications/${one.id}/redeliver`, "Send again")}</td>
      </tr>`,
  )
  const heads = ["Id", "Event", "Of", "State", "Answer", "Tries", "How", "To", ""]
  const orders = ["fifo", "reversed", "random"].map((order) => html`<option>${order}</option>`)
  const flush = html`<form class="row" method="post" action="/control/notifications/flush">
    <label
      >Order<select name="order">
        ${orders}
      </select></label
    ><button>Send what is held</button>
  </form>`
  return table("Notifications", heads, rows, flush)
}

/** The planned faults. */
export function faultsTable({ faults }: SimulatorState): Html {
  const rows = faults.map(
    (one) =>
      html`<tr>
        <td>${one.gateway ?? "all"}</td>
        <td>${one.call ?? "every call"}</td>
        <td>${one.kind}</td>
        <td>${one.left ?? "until cleared"}</td>
        <td>${one.hits}</td>
      </tr>`,
  )
  const clear = html`<form method="post" action="/control/faults/clear">
    <button class="small">Clear</button>
  </form>`
  const heads = ["Gateway", "Call", "Kind", "Left", "Hits"]
  return table("Planned failures", heads, rows, rows.length > 0 ? clear : undefined)
}

/** The calls that the gateways received. */
export function callsTable({ calls }: SimulatorState): Html {
  const rows = latest(calls).map(
    (one) =>
      html`<tr>
        <td>${one.at}</td>
        <td>${one.gateway}</td>
        <td>${one.call}</td>
        <td>${one.status === 0 ? "none" : one.status}</td>
        <td>${one.outcome}</td>
      </tr>`,
  )
  return table("Calls", ["At", "Gateway", "Call", "HTTP", "Outcome"], rows)
}
