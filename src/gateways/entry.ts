import type { EntryGateway, EntryPolicy, Gateway, GatewayDefinition } from "../core/gateway"
import { Money } from "../core/money"
import type { Runtime } from "../core/runtime"
import { bounded } from "./bounded"
import { assertAsDeclared } from "./declared"
import { readEntry } from "./entry-options"
import { refusal, type WrongOption } from "./option-issues"

/**
 * The gateway of one provider entry, from its definition and the merchant's options. Its answers are bounded.
 * @throws OptionsError naming the options that are wrong, and never their values
 * @throws TypeError when the gateway is not what its definition says
 */
export function openEntry<Options>(
  definition: GatewayDefinition<Options>,
  raw: unknown,
  runtime: Runtime,
): EntryGateway {
  const { options, policy } = readEntry(definition, raw)
  const gateway = definition.create({ options, policy, runtime })
  assertAsDeclared(definition, gateway)
  const settled = { ...policy, ...payoutPolicyOf(policy, gateway) }
  const wrong = [...wrongLimits(settled, gateway), ...wrongPayouts(settled, gateway)]
  if (wrong.length > 0) throw refusal(definition.name, wrong)
  const { capabilities, storefront, unproven } = definition
  return {
    ...bounded(membersOf(gateway)),
    ...settled,
    capabilities,
    ...(storefront && { storefront }),
    ...(unproven && { unproven }),
  }
}

/** The policy of payouts: in the gateway's currencies, unless the merchant named others. */
function payoutPolicyOf({ payoutPolicy }: EntryPolicy, { currencies }: Gateway) {
  if (!payoutPolicy) return {}
  return { payoutPolicy: payoutPolicy.currencies.length > 0 ? payoutPolicy : { ...payoutPolicy, currencies } }
}

function wrongLimits({ limits }: EntryPolicy, { currencies }: Gateway): WrongOption[] {
  const given = [
    { option: "minAmount", amount: limits.min },
    { option: "maxAmount", amount: limits.max },
  ]
  return given.flatMap(({ option, amount }) => {
    const tooFine = currencies.find((currency) => amount !== null && !isExpressible(amount, currency))
    return tooFine === undefined ? [] : [{ option, reason: `is finer than ${tooFine} allows` }]
  })
}

function isExpressible(amount: string, currency: string): boolean {
  try {
    return Boolean(Money.of(amount, currency))
  } catch {
    return false
  }
}

function wrongPayouts({ payoutPolicy }: EntryPolicy, { currencies, payouts }: Gateway): WrongOption[] {
  const possible = payouts?.currencies ?? currencies
  const isWrong =
    possible !== "any" && payoutPolicy?.currencies.some((currency) => !possible.includes(currency))
  return isWrong
    ? [
        {
          option: "payouts.currencies",
          reason: `can hold ${possible.join(", ")} only: this gateway pays out nothing else`,
        },
      ]
    : []
}

/** The names of all members; a missing one does not compile. */
const MEMBERS: Readonly<Record<keyof Gateway, true>> = {
  ...{ name: true, account: true, currencies: true, newReference: true },
  ...{ createPayment: true, fetchPayment: true, parseNotification: true },
  ...{ cancelPayment: true, confirmSent: true, listPayments: true },
  ...{ operationBody: true, capturePayment: true, voidPayment: true, refundPayment: true, fetchRefund: true },
  ...{ balances: true, payouts: true, checkConnection: true },
}

/** The gateway's members in a plain object, bound to it, so that a gateway may be a class. */
function membersOf(gateway: Gateway): Gateway {
  const members = Object.keys(MEMBERS).flatMap((name): [string, unknown][] => {
    const member: unknown = gateway[name as keyof Gateway]
    if (member === undefined) return []
    return [[name, typeof member === "function" ? (member.bind(gateway) as unknown) : member]]
  })
  return Object.fromEntries(members) as unknown as Gateway
}
