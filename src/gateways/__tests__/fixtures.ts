import type {
  Claims,
  KnownPayment,
  Notification,
  PaymentRequest,
  RawNotification,
  SignedNotification,
} from "../../core/gateway"
import { Money } from "../../core/money"
import type { PaymentStatus } from "../../core/payment/payment-status"
import type { Runtime } from "../../core/runtime"
import { readEntry } from "../entry-options"
import { m2cerber } from "../m2cerber/gateway"
import { m2cerberSettings } from "../m2cerber/options"
import { tegro } from "../tegro/gateway"
import { tegroSettings } from "../tegro/options"

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
  return { reference: "3636363", gatewayId: null, amount, status, claims, codes: [], createdAt: 0 }
}

/** A notification with these fields in its body. */
export function raw(
  fields: Record<string, string> | [string, string][],
  rest: Partial<RawNotification> = {},
): RawNotification {
  const sent = Array.isArray(fields) ? fields : Object.entries(fields)
  const body = Buffer.from(new URLSearchParams(sent).toString())
  return { body, fields: sent, query: [], headers: {}, ...rest }
}

/** A notification that must be a signed one. */
export function signedOf(notification: Notification): SignedNotification {
  if (notification.proof !== "signed") throw new Error("the notification is not signed")
  return notification
}

/** What a provider entry with these options makes Tegro's calls by. */
export const parseTegroOptions = (options: unknown) => tegroSettings(readEntry(tegro, options))

/** The same of m2cerber. */
export function parseM2cerberOptions(options: unknown) {
  const entry = readEntry(m2cerber, options)
  return { ...m2cerberSettings(entry), test: entry.policy.acceptsTestPayments }
}
