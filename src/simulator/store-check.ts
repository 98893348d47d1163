import { GATEWAY_NAMES, type GatewayName } from "./faults"
import type { NotificationFields } from "./notifier/encode"
import type { SimulatorOptions } from "./options"
import type { Simulator } from "./simulator"

/** A provider entry of a store, as its notification address names it: "tegro_main". */
export interface StoreEntry {
  gateway: GatewayName
  name: string
}

/** Whether an entry of the store hears this simulator, and what is to be done if not. */
interface EntryCheck {
  entry: string
  ok: boolean
  text: string
}

/** Reads a list of entries' names; throws on one that is no gateway's. */
export function storeEntries(names: string): StoreEntry[] {
  return names.split(",").map((text) => {
    const name = text.trim().replace(/^pp_/, "")
    const gateway = GATEWAY_NAMES.find((one) => name.startsWith(`${one}_`))
    if (!gateway) throw new Error(`--entries: "${text.trim()}" is none of ${GATEWAY_NAMES.join("_…, ")}_…`)
    return { gateway, name }
  })
}

/** A store's address for an entry's notifications. */
export const hookOf = (medusaUrl: string, { name }: StoreEntry) =>
  `${medusaUrl.replace(/\/+$/, "")}/hooks/payment-gateways/${name}`

/** A genuine notification of a payment that no store has asked for. It proves the keys, and changes nothing. */
function probe(gateway: GatewayName, { tegroShops }: SimulatorOptions): NotificationFields {
  switch (gateway) {
    case "tegro":
      return {
        ...{ id: 1, shop_id: tegroShops?.[0]?.publicKey ?? "", order_id: "check-of-the-simulator" },
        ...{ amount: "1", currency: "RUB", payment_system: 36, status: 0, test: 0 },
      }
    case "m2cerber":
      return { payment_id: "1", status: "cancel", confirm_sum: "1" }
    case "yookassa":
      return {
        ...{ type: "notification", event: "payment.canceled" },
        object: { id: "00000000-0000-0000-0000-000000000000" },
      }
  }
}

/**
 * Sends each entry of a store a notification, and reads from its answer what is wrong.
 *
 * @returns undefined while the store does not answer at all
 */
export async function checkStore(
  { control }: Pick<Simulator, "control">,
  medusaUrl: string,
  entries: readonly StoreEntry[],
  options: SimulatorOptions,
): Promise<EntryCheck[] | undefined> {
  const checks: EntryCheck[] = []
  for (const entry of entries) {
    const url = hookOf(medusaUrl, entry)
    const fields = probe(entry.gateway, options)
    const { status, body } = await control.notifications.forge(entry.gateway, { url, fields, sign: "valid" })
    if (status === null) return undefined
    checks.push({ entry: entry.name, ...verdict(entry, status, body) })
  }
  return checks
}

function verdict(entry: StoreEntry, status: number, body: string): { ok: boolean; text: string } {
  const code = codeIn(body)
  if (status === 200 || code === "unknown_reference") {
    const text = entry.gateway === "yookassa" ? "hears YooKassa" : "hears it, and the keys fit"
    return { ok: true, text }
  }
  return { ok: false, text: whatIsWrong(entry, status, code) }
}

function whatIsWrong({ gateway, name }: StoreEntry, status: number, code: string | undefined): string {
  if (code === "unknown_shop") {
    const id = name.slice(gateway.length + 1)
    return `no provider entry is "${id}", or it has another shop: compare id and shop in medusa-config.ts`
  }
  if (code === "bad_signature") {
    return gateway === "yookassa"
      ? "takes notifications from YooKassa's addresses only: leave checkSenderAddress out"
      : "has another secret key: compare the .env files"
  }
  if (status === 503) return "cannot write it down: run npx medusa db:migrate, and look at Medusa's log"
  if (status === 404) {
    return "the store has no such address: add medusa-payment-gateways to plugins in medusa-config.ts"
  }
  return `answers HTTP ${status} ${code ?? ""}`.trim()
}

function codeIn(body: string): string | undefined {
  try {
    const { code } = JSON.parse(body) as { code?: unknown }
    return typeof code === "string" ? code : undefined
  } catch {
    return undefined
  }
}

/** The result for people, one line for each entry. */
export function checkText(medusaUrl: string, checks: readonly EntryCheck[]): string {
  const width = Math.max(...checks.map(({ entry }) => entry.length))
  const lines = checks.map(
    ({ entry, ok, text }) => `  ${ok ? "ok   " : "WRONG"}  ${entry.padEnd(width)}  ${text}`,
  )
  return [`\nThe store at ${medusaUrl}:`, ...lines, ""].join("\n")
}
