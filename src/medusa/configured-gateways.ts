import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { EntryGateway } from "../core"

interface RunningProvider {
  gateway?: EntryGateway
  title?: string
}

interface PaymentModule {
  listPaymentProviders(filters: { is_enabled: boolean }, config?: { take: number }): Promise<{ id: string }[]>
  /** `__container__` is the module's own container, and creates a service when its name is read. */
  paymentProviderService_: { __container__: Record<string, RunningProvider> }
}

/** No store has more. */
const MAX_PROVIDERS = 500

const paymentModule = (container: MedusaContainer) =>
  container.resolve(Modules.PAYMENT) as unknown as PaymentModule

/**
 * A provider that this process runs. Medusa's table also has rows of entries that were renamed or removed, and of entries
 * that only another process has during a rolling deploy. The module's own look-up would log an error for each of them.
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

/** A provider entry of the merchant's configuration, and the gateway behind it. */
export interface ConfiguredGateway {
  /** "pp_bank_main" */
  providerId: string
  gateway: EntryGateway
  /** "Bank", or "Bank (second)" for a further entry of the same gateway. */
  title: string
}

/** The gateways of one name that this process runs, one for each account. It reads no table, since strangers can call it. */
export function runningGateways(container: MedusaContainer, name: string): EntryGateway[] {
  const payment = paymentModule(container)
  const ids = Object.keys(payment.paymentProviderService_.__container__)
  const configured = asConfigured(
    payment,
    ids.filter((id) => id.startsWith(`pp_${name}_`)),
  )
  return oneOfEachAccount(inOrder(configured)).map(({ gateway }) => gateway)
}

/** All provider entries that the merchant configured, gateway by gateway. */
export async function configuredGateways(container: MedusaContainer): Promise<ConfiguredGateway[]> {
  const payment = paymentModule(container)
  const providers = await payment.listPaymentProviders({ is_enabled: true }, { take: MAX_PROVIDERS })
  const ids = providers.map(({ id }) => id)
  return withOwnTitles(inOrder(asConfigured(payment, ids)))
}

/** The entries of these ids; ids that are not ours, or that this process does not run, are left out. */
function asConfigured(payment: PaymentModule, ids: readonly string[]): ConfiguredGateway[] {
  return ids.flatMap((providerId) => {
    const { gateway, title } = runningProvider(payment, providerId) ?? {}
    return gateway ? [{ providerId, gateway, title: title ?? gateway.name }] : []
  })
}

const entryOf = ({ providerId, gateway }: ConfiguredGateway) => providerId.replace(`pp_${gateway.name}_`, "")

/** Sorts entries by gateway, and puts the entry "main", as the README calls it, first. */
export function inOrder(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const place = (one: ConfiguredGateway) => `${one.gateway.name} ${entryOf(one).replace(/^main$/, "")}`
  return [...configured].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Adds the ids of entries to their titles where several have the same one; the first keeps the plain title. */
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

/** The gateway of an account; for null, of the gateway's only account. Undefined where there is none, or several. */
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

/** The first entry of each account. Entries that share an account also share its money. */
export function oneOfEachAccount(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const accounts = new Map<string, ConfiguredGateway>()
  for (const one of configured) {
    const account = `${one.gateway.name} ${one.gateway.account}`
    if (!accounts.has(account)) accounts.set(account, one)
  }
  return [...accounts.values()]
}
