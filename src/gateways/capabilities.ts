import type { Gateway } from "../core/gateway"

/** What a gateway may be able to do beyond taking a payment and telling of it, in the merchant's words. */
export const CAPABILITIES = {
  cancelPayment: "Tells the gateway that the shopper will not pay",
  confirmSent: 'Passes on the shopper\'s "I have sent it"',
  listPayments: "Lists its payments",
  balances: "Shows balances",
  payouts: "Sends payouts",
  listPayouts: "Lists its payouts",
  checkConnection: "Checks keys and connection",
} as const

export type Capability = keyof typeof CAPABILITIES

const NAMES = Object.keys(CAPABILITIES) as Capability[]

/** Read off the members that the gateway really has; nothing is declared twice. */
export function capabilitiesOf(gateway: Gateway): Record<Capability, boolean> {
  return {
    cancelPayment: gateway.cancelPayment !== undefined,
    confirmSent: gateway.confirmSent !== undefined,
    listPayments: gateway.listPayments !== undefined,
    balances: gateway.balances !== undefined,
    payouts: gateway.payouts !== undefined,
    listPayouts: gateway.payouts?.list !== undefined,
    checkConnection: gateway.checkConnection !== undefined,
  }
}

/** A Markdown table: one row for each capability, one column for each gateway. */
export function capabilityTable(
  gateways: readonly { readonly title: string; readonly gateway: Gateway }[],
): string {
  const columns = gateways.map(({ gateway }) => capabilitiesOf(gateway))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  return [
    row(["Capability", ...gateways.map(({ title }) => title)]),
    row(["---", ...gateways.map(() => ":---:")]),
    row(["Currencies", ...gateways.map(({ gateway }) => gateway.currencies.join(", "))]),
    ...NAMES.map((name) => row([CAPABILITIES[name], ...columns.map((has) => (has[name] ? "yes" : "no"))])),
  ].join("\n")
}
