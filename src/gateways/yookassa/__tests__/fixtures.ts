import type { EntryPolicy, KnownPayment, NewOperation, PaymentRequest } from "../../../core/gateway"
import { Money } from "../../../core/money"
import { yookassaOptions, type YookassaOptions, type YookassaOptionsInput } from "../options"
import * as wire from "../wire"

export const ID = "2419a771-000f-5000-9000-1edaf29243f2"
export const REFUND_ID = "216749f7-0016-50be-b000-078d43a63ae4"
export const REFERENCE = "mpg-ab-1q2w3e4r5t"

export const rub = (amount: string) => Money.of(amount, "RUB")

export const GOOD = {
  shopId: "100500",
  secretKey: "test_s3cret",
  returnUrl: "https://shop.example/back?order={reference}",
} satisfies YookassaOptionsInput

export const RECEIPT = { vatCode: 11, measure: "piece" } as const

export const options = (change: Partial<YookassaOptionsInput> = {}): YookassaOptions =>
  yookassaOptions.parse({ ...GOOD, ...change })

export const policy = (change: Partial<EntryPolicy> = {}): EntryPolicy => ({
  orderPolicy: { placeOrder: "after_payment", cancelUnpaidAfterMs: 86_400_000 },
  acceptsTestPayments: true,
  limits: { min: null, max: null },
  capture: "automatic",
  refunds: "gateway",
  sendsReceipt: false,
  ...change,
})

export const request = (change: Partial<PaymentRequest> = {}): PaymentRequest => ({
  reference: REFERENCE,
  amount: rub("100.00"),
  payer: { email: "shopper@example.com" },
  receipt: [{ name: "Tea", count: 2, price: rub("50.00") }],
  hookPath: "hooks/payment-gateways/yookassa_main",
  ...change,
})

export const known = (change: Partial<KnownPayment> = {}): KnownPayment => ({
  reference: REFERENCE,
  gatewayId: ID,
  amount: rub("100.00"),
  status: "awaiting",
  claims: {},
  codes: [],
  createdAt: Date.UTC(2026, 6, 1, 10),
  ...change,
})

export const operation = (change: Partial<NewOperation> = {}): NewOperation => ({
  kind: "refund",
  key: "op-1",
  amount: rub("40.00"),
  isWhole: false,
  receipt: [{ name: "Tea", count: 1, price: rub("40.00") }],
  payer: { email: "shopper@example.com" },
  reason: null,
  ...change,
})

/** A payment as the documents print it. */
export const json = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: ID,
  status: "pending",
  paid: false,
  amount: { value: "100.00", currency: "RUB" },
  confirmation: { type: "redirect", confirmation_url: "https://yoomoney.ru/checkout?orderId=1" },
  created_at: "2026-07-01T10:00:00.000Z",
  description: "Order 37",
  metadata: { reference: REFERENCE },
  recipient: { account_id: "100500", gateway_id: "100700" },
  refundable: false,
  test: false,
  ...change,
})

export const payment = (change: Record<string, unknown> = {}) => wire.payment.parse(json(change))

export const held = (change: Record<string, unknown> = {}) =>
  payment({
    status: "waiting_for_capture",
    paid: true,
    income_amount: { value: "96.50", currency: "RUB" },
    expires_at: "2026-07-08T10:05:00.000Z",
    ...change,
  })

export const taken = (change: Record<string, unknown> = {}) =>
  payment({
    status: "succeeded",
    paid: true,
    income_amount: { value: "96.50", currency: "RUB" },
    refunded_amount: { value: "0.00", currency: "RUB" },
    captured_at: "2026-07-01T10:05:00.000Z",
    payment_method: {
      type: "bank_card",
      id: ID,
      saved: false,
      title: "Bank card *4444",
      card: { first6: "555555", last4: "4444", expiry_month: "07", expiry_year: "2030" },
      account_number: "410011758831136",
      payer_bank_details: { bank_id: "100000000111" },
      phone: "79000000000",
    },
    ...change,
  })
