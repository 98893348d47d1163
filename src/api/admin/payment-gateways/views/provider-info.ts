import type { PayoutPolicy } from "../../../../core"
import type { ConfiguredGateway } from "../../../../medusa/configured-gateways"
import type { PayoutRules, ProviderInfo } from "../types"

const lower = (codes: readonly string[]) => codes.map((code) => code.toLowerCase())

/** A configured provider, with what its gateway can do by the members that it has. */
export function providerInfo({ providerId, gateway, title }: ConfiguredGateway): ProviderInfo {
  const { payouts, payoutPolicy } = gateway
  return {
    id: providerId,
    gateway: gateway.name,
    title,
    account: gateway.account,
    currencies: lower(gateway.currencies),
    accepts_test_payments: gateway.acceptsTestPayments,
    can: {
      balances: gateway.balances !== undefined,
      balance_range: gateway.capabilities.balances === "range",
      list_payments: gateway.listPayments !== undefined,
      check_connection: gateway.checkConnection !== undefined,
      payouts: payouts !== undefined && payoutPolicy !== undefined,
      captures: gateway.capabilities.holds,
      refunds: gateway.capabilities.refunds,
    },
    capture: gateway.capture,
    refunds: gateway.refunds,
    payouts: payouts && payoutPolicy ? rules(payoutPolicy, payouts.needsMethod === true) : null,
  }
}

function rules(policy: PayoutPolicy, needsMethod: boolean): PayoutRules {
  return {
    currencies: lower(policy.currencies),
    min: policy.min,
    max: policy.max,
    two_person: policy.twoPersonPayouts,
    needs_payment_system: needsMethod,
  }
}
