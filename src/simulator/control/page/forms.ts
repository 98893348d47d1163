import { FAULT_KINDS, GATEWAY_NAMES, type GatewayName } from "../../faults"
import type { NotificationPolicy } from "../../notifier/policy"
import { html, type Html } from "../../pages/html"
import type { SimulatorState } from "../types"

const FLAGS = ["false", "true"]

/** The forms for faults, notifications and the clock. */
export function forms(state: SimulatorState): Html {
  return html`<div class="grid">
    ${faultForm()} ${GATEWAY_NAMES.map((name) => policyForm(name, state))} ${clockForm(state)}
  </div>`
}

function faultForm(): Html {
  return html`<section class="card">
    <h2>Make a call fail</h2>
    <form class="row" method="post" action="/control/faults">
      ${select("Gateway", "gateway", ["", ...GATEWAY_NAMES])} ${select("What", "kind", FAULT_KINDS)}
      ${text("Call (empty: every)", "call", "createOrder")} ${text("Times (0: until cleared)", "times", "1")}
      ${text("Delay, ms", "ms", "3000")} ${text("HTTP status", "status", "502")}
      ${text("Data to put in (JSON)", "patch", '{"amount":"1.00000000"}')}
      <button>Add</button>
    </form>
  </section>`
}

function policyForm(gateway: GatewayName, state: SimulatorState): Html {
  const policy = state.policies[gateway]
  const signed = gateway !== "yookassa"
  return html`<section class="card">
    <h2>Notifications of ${gateway}</h2>
    <form class="row" method="post" action="/control/notifications/policy">
      <input type="hidden" name="gateway" value="${gateway}" />
      ${text("Extra copies", "duplicate", "0", policy.duplicate)}
      ${text("Delay, ms", "delayMs", "0", policy.delayMs)}
      ${text("Lose (true, false or next n)", "drop", "false", String(policy.drop))}
      ${select("Hold back", "hold", FLAGS, String(policy.hold))} ${signed && signedFields(policy)}
      ${gateway === "tegro" && select("Fields", "fields", ["real", "docs"], policy.fields)}
      ${gateway === "m2cerber" && transferFields(policy)}
      <button>Save</button>
    </form>
  </section>`
}

/** Fields that do not apply to YooKassa: its notifications are unsigned JSON about documented statuses. */
function signedFields(policy: NotificationPolicy): Html {
  return html`${select("Encoding", "encoding", ["multipart", "urlencoded", "json", "get"], policy.encoding)}
  ${select("Amount", "amountFormat", ["plain", "fixed2", "fixed8"], policy.amountFormat)}
  ${text("Sign wrongly (true, false or next n)", "wrongSign", "false", String(policy.wrongSign))}
  ${select("Any status", "anyStatus", FLAGS, String(policy.anyStatus))}`
}

function transferFields(policy: NotificationPolicy): Html {
  return html`${select("Sign Change sum", "changeSumSigned", FLAGS, String(policy.changeSumSigned))}
  ${select("confirm_sum", "confirmSum", ["total", "last"], policy.confirmSum)}`
}

function clockForm(state: SimulatorState): Html {
  const steps: readonly [string, number][] = [
    ["1 minute", 60_000],
    ["1 hour", 3_600_000],
    ["1 day", 86_400_000],
  ]
  return html`<section class="card">
    <h2>Clock</h2>
    <p class="soft">${state.now}</p>
    <form class="row" method="post" action="/control/clock">
      ${steps.map(([label, ms]) => html`<button name="advanceMs" value="${ms}">+ ${label}</button>`)}
    </form>
  </section>`
}

function select(label: string, name: string, values: readonly string[], chosen?: string): Html {
  const options = values.map(
    (value) =>
      html`<option value="${value}" ${value === chosen && html`selected`}>
        ${value === "" ? "all" : value}
      </option>`,
  )
  return html`<label
    >${label}<select name="${name}">
      ${options}
    </select></label
  >`
}

function text(label: string, name: string, placeholder: string, value: string | number = ""): Html {
  return html`<label
    >${label}<input type="text" name="${name}" size="12" placeholder="${placeholder}" value="${value}"
  /></label>`
}
