import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Gateway } from "../core"

interface PaymentModule {
  listPaymentProviders(
    filters: { id?: string; is_enabled: boolean },
    config?: { take: number },
  ): Promise<{ id: string }[]>
  paymentProviderService_: { retrieveProvider(id: string): { gateway?: Gateway; title?: string } }
}

/** Providers are registered at boot and never change, so those that were found are remembered by payment module. */
const found = new WeakMap<object, Map<string, Gateway>>()

/**
 * The gateway behind a provider id ("pp_tegro_main"), as the payment module runs it: the merchant configures it there
 * and nowhere else. Undefined for ids that are not configured or not ours.
 */
export async function configuredGateway(
  container: MedusaContainer,
  providerId: string,
): Promise<Gateway | undefined> {
  const payment = container.resolve(Modules.PAYMENT) as unknown as PaymentModule
  const known = found.get(payment) ?? new Map<string, Gateway>()
  found.set(payment, known)
  const gateway = known.get(providerId) ?? (await findGateway(payment, providerId))
  if (gateway) known.set(providerId, gateway)
  return gateway
}

async function findGateway(payment: PaymentModule, providerId: string): Promise<Gateway | undefined> {
  // Asked first, since the payment module logs an error for each id that it does not know.
  const [provider] = await payment.listPaymentProviders({ id: providerId, is_enabled: true })
  return provider && payment.paymentProviderService_.retrieveProvider(provider.id).gateway
}

/** A gateway as the merchant configured it. */
export interface ConfiguredGateway {
  /** "pp_tegro_main" */
  providerId: string
  gateway: Gateway
  /** "Tegro.money", or "Tegro.money (second)" for an entry that would be taken for another one. */
  title: string
}

/** All gateways that the merchant configured, gateway by gateway. */
export async function configuredGateways(container: MedusaContainer): Promise<ConfiguredGateway[]> {
  const payment = container.resolve(Modules.PAYMENT) as unknown as PaymentModule
  const providers = await payment.listPaymentProviders({ is_enabled: true }, { take: 200 })
  const ours = providers.flatMap(({ id }) => {
    const { gateway, title } = payment.paymentProviderService_.retrieveProvider(id)
    return gateway ? [{ providerId: id, gateway, title: title ?? gateway.name }] : []
  })
  return withOwnTitles(inOrder(ours))
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

/** One entry for each account: several may share one, and its money is there once. */
export function oneOfEachAccount(configured: readonly ConfiguredGateway[]): ConfiguredGateway[] {
  const accounts = new Map<string, ConfiguredGateway>()
  for (const one of configured) {
    const account = `${one.gateway.name} ${one.gateway.account}`
    if (!accounts.has(account)) accounts.set(account, one)
  }
  return [...accounts.values()]
}
