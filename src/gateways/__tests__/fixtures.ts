import type { Claims, KnownPayment, PaymentRequest, RawNotification } from "../../core/gateway"
import { Money } from "../../core/money"
import type { PaymentStatus } from "../../core/payment-status"
import type { Runtime } from "../../core/runtime"

/** A clock that stands still, no chance, no waiting; what is logged is kept. */
export function stillRuntime(logged: string[] = []): Runtime {
  const keep = (line: string) => void logged.push(line)
  return {
    now: () => Date.UTC(2026, 0, 1),
    random: () => 0.5,
    sleep: async () => {},
    log: { debug: keep, info: keep, warn: keep, error: keep },
  }
}

export function request(change: Partial<PaymentRequest> = {}): PaymentRequest {
  return {
    reference: "123",
    amount: Money.of("100", "RUB"),
    payer: {},
    receipt: [],
    hookPath: "hooks/payment-gateways/tegro_main",
    ...change,
  }
}

export function known(amount: Money, status: PaymentStatus = "awaiting", claims: Claims = {}): KnownPayment {
  return { reference: "3636363", gatewayId: null, amount, status, claims, codes: [] }
}

export function raw(
  fields: Record<string, string> | [string, string][],
  rest: Partial<RawNotification> = {},
): RawNotification {
  return { fields: Array.isArray(fields) ? fields : Object.entries(fields), headers: {}, ...rest }
}
