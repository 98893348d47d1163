import type { Capabilities } from "../../src/core/gateway"

/** What a merchant asks about. */
type Told = Omit<Capabilities, "operationKeysMs">

/** What a gateway may be able to do, in the merchant's words, and how it is said of one. */
export const CAPABILITIES: { readonly [Name in keyof Told]: [string, (is: Told[Name]) => string] } = {
  notifications: ["Signs its notifications", (is) => yesNo(is === "signed")],
  cabinetUrls: [
    "Wants an address for notifications in its cabinet",
    (is) => (is.length > 0 ? `for ${is.map((subject) => `${subject}s`).join(" and ")}` : "no"),
  ],
  cancelPayment: ["Tells the gateway that the shopper will not pay", yesNo],
  confirmSent: ['Passes on the shopper\'s "I have sent it"', yesNo],
  listPayments: ["Lists its payments", yesNo],
  holds: [
    "Holds money until the merchant captures it",
    (is) =>
      is === false
        ? "no"
        : { whole: "yes, all of it", once: "yes, any part, once", many: "yes, in parts" }[is],
  ],
  refunds: [
    "Returns money by its API",
    (is) => (is === false ? "no" : { whole: "in full", partial: "in full or in part" }[is]),
  ],
  balances: [
    "Shows balances",
    (is) => (is === false ? "no" : { now: "yes", range: "yes, of single days too" }[is]),
  ],
  payouts: [
    "Sends payouts",
    (is) => (is === false ? "no" : { plain: "yes", listed: "yes, and lists them" }[is]),
  ],
  receipts: ["Takes the lines of a receipt", yesNo],
  testPayments: ["Knows play money", yesNo],
  checkConnection: ["Checks keys and connection", yesNo],
}

function yesNo(is: boolean): string {
  return is ? "yes" : "no"
}

/** A gateway as the table shows it. */
export interface TableColumn {
  readonly title: string
  readonly currencies: readonly string[]
  readonly capabilities: Capabilities
}

/** A Markdown table: one row for each capability, one column for each gateway. */
export function capabilityTable(gateways: readonly TableColumn[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  return [
    row(["Capability", ...gateways.map(({ title }) => title)]),
    row(["---", ...gateways.map(() => ":---:")]),
    row(["Currencies", ...gateways.map(({ currencies }) => currencies.join(", "))]),
    ...Object.keys(CAPABILITIES).map((name) =>
      row([
        CAPABILITIES[name as keyof Told][0],
        ...gateways.map(({ capabilities }) => inWords(name as keyof Told, capabilities)),
      ]),
    ),
  ].join("\n")
}

function inWords<Name extends keyof Told>(name: Name, capabilities: Told): string {
  return CAPABILITIES[name][1](capabilities[name])
}
