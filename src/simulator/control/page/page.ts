import { layout } from "../../pages/layout"
import { html, type Html } from "../../pages/html"
import type { Route } from "../../web/router"
import type { World } from "../../world"
import { forms } from "./forms"
import { ordersTable, paymentsTable, payoutsTable } from "./payments"
import { callsTable, faultsTable, notificationsTable } from "./log"
import { yookassaPaymentsTable, yookassaRefundsTable } from "./yookassa"
import type { SimulatorControl } from "../types"

/** The control page at `/`: records, buttons and faults. It works without scripts. */
export function controlPageRoutes(control: SimulatorControl, { url }: World): Route[] {
  return [
    {
      method: "GET",
      pattern: /^\/$/,
      handle: async (request) => {
        const state = await control.state()
        const error = request.query.get("error")
        const content = html`${error && html`<p class="note bad" role="alert">${error}</p>`}
        ${addresses(url.base())} ${ordersTable(state)} ${paymentsTable(state)} ${payoutsTable(state)}
        ${yookassaPaymentsTable(state)} ${yookassaRefundsTable(state)} ${notificationsTable(state)}
        ${faultsTable(state)} ${forms(state)} ${callsTable(state)}`
        const nav = html`<nav><a href="/">Refresh</a><a href="/control/state">State as JSON</a></nav>`
        const [title, brand] = ["Gateway simulator", "Payment gateways"]
        return layout({ lang: "en", title, brand, content, wide: true, nav })
      },
    },
  ]
}

function addresses(base: string): Html {
  return html`<div class="card">
    <h1>The gateways, without the money</h1>
    <dl>
      <dt>Tegro.money</dt>
      <dd><code>${base}/tegro</code></dd>
      <dt>m2cerber</dt>
      <dd><code>${base}/m2cerber/bot_api/</code></dd>
      <dt>YooKassa</dt>
      <dd><code>${base}/yookassa/v3</code></dd>
      <dt>Control API</dt>
      <dd><code>${base}/control/state</code></dd>
    </dl>
    <form method="post" action="/control/reset"><button class="danger">Reset everything</button></form>
  </div>`
}
