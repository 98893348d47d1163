import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { EntryGateway } from "../core"

interface RunningProvider {
  gateway?: EntryGateway
  title?: string
}

interface PaymentModule {
  listPaymentProviders(filters: { is_enabled: boolean }, config?: { take: number }): Promise<{ id: string }[]>
  /** The container is the module's own: a name of another service would build that. */
  paymentProviderService_: { __container__: Record<string, RunningProvider> }
}

/** More than any store has. */
const MAX_PROVIDERS = 500

const paymentModule = (container: MedusaContainer) =>
  container.resolve(Modules.PAYMENT) as unknown as PaymentModule

/**
 * A provider that this process runs. The table also has the rows of entries that were renamed or removed, which Medusa
 * never takes out, and those of another process during a rolling deploy; the module's own look-up logs an error for each.
 */
function runningProvider(payment: PaymentModule, providerId: string): RunningProvider | undefined {
  try {
    return payment.paymentProviderService_.__container__[providerId]
  } catch {
    return undefined
  }
}

/** Whether this process runs a provider, ours or another's. */
export const isRegistered = (container: MedusaContainer, providerId: string): boolean =>
  runningProvider(paymentModule(container), providerId) !== undefined

/**
 * The gateway behind a provider id ("pp_bank_main"), as the payment module runs it: the merchant configures it there
 * and nowhere else. Undefined for ids that are not configured or not ours.
 */
export async function configuredGateway(
  container: MedusaContainer,
  providerId: string,
): Promise<EntryGateway | undefined> {
  return providerId.startsWith("pp_")
    ? runningProvider(paymentModule(container), providerId)?.gateway
    : undefined
}

/** A gateway as the merchant configured it. */
export interface ConfiguredGateway {
  /** "pp_bank_main" */
  providerId: string
  gateway: EntryGateway
  /** "Bank", or "Bank (second)" for an entry that would be taken for another one. */
  title: string
}

/** The gateways of one name that this process runs, one for each account. Reads no table: strangers may ask for it. */
export function runningGateways(container: MedusaContainer, name: string): EntryGateway[] {
  const payment = paymentModule(container)
  const ids = Object.keys(payment.paymentProviderService_.__container__)
  const configured = asConfigured(
    payment,
    ids.filter((id) => id.startsWith(`pp_${name}_`)),
  )
  return oneOfEachAccount(inOrder(configured)).map(({ gateway }) => gateway)
}

/** All gateways that the merchant configured, gateway by gateway. */
export async function configuredGateways(container: MedusaContainer): Promise<ConfiguredGateway[]> {
  const payment = paymentModule(container)
  const providers = await payment.listPaymentProviders({ is_enabled: true }, { take: MAX_PROVIDERS })
  const ids = providers.map(({ id }) => id)
  return withOwnTitles(inOrder(asConfigured(payment, ids)))
}

/** Those of these ids that are ours and that this process runs. */
function asConfigured(payment: PaymentModule, ids: readonly string[]): ConfiguredGateway[] {
  return ids.flatMap((providerId) => {
    const { gateway, title } = runningProvider(payment, providerId) ?? {}
    return gateway ? [{ providerId, gateway, title: title ?? gateway.name }] : []
  })
}

const entryOf = ({ providerId, gateway }: ConfiguredGateway) => providerId.replace(`pp_${gateway.name}_`, "")

/** By gateway; of each the entry "main" first, as the README calls it. The database keeps no order. */
export function inOrder(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const place = (one: ConfiguredGateway) => `${one.gateway.name} ${entryOf(one).replace(/^main$/, "")}`
  return [...configured].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Titles that tell several entries of one gateway apart, by their ids; the first keeps the plain title. */
export function withOwnTitles(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const taken = new Set<string>()
  return configured.map((one) => {
    const isFirst = !taken.has(one.title)
    taken.add(one.title)
    return isFirst ? one : { ...one, title: `${one.title} (${entryOf(one)})` }
  })
}

/** The first configured entry of an account at a gateway; undefined where none is. */
export async function gatewayOfAccount(
  container: MedusaContainer,
  name: string,
  account: string | null,
): Promise<EntryGateway | undefined> {
  return ofAccount(await configuredGateways(container), name, account)
}

/** The first of these that is an account's; null: of the only account that the gateway has here. */
export function ofAccount(
  configured: readonly Pick<ConfiguredGateway, "gateway">[],
  name: string,
  account: string | null,
): EntryGateway | undefined {
  const gateways = configured.map(({ gateway }) => gateway).filter((gateway) => gateway.name === name)
  const accounts = new Set(gateways.map((gateway) => gateway.account))
  const wanted = account ?? (accounts.size === 1 ? gateways[0]?.account : undefined)
  return gateways.find((gateway) => gateway.account === wanted)
}

/** One entry for each account: several may share one, and its money is there once. */
export function oneOfEachAccount(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const accounts = new Map<string, ConfiguredGateway>()
  for (const one of configured) {
    const account = `${one.gateway.name} ${one.gateway.account}`
    if (!accounts.has(account)) accounts.set(account, one)
  }
  return [...accounts.values()]
}
