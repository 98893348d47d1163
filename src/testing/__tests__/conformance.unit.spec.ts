import { GatewayUnavailable, Money, type Gateway, type Runtime, type SignedNotification } from "../../core"
import { gatewayConformance } from "../conformance"
import { Toy } from "./toy"

describe("a gateway that does everything right", () => {
  for (const { name, skipped, run } of gatewayConformance(new Toy().harness)) {
    if (!skipped) it(`passes: ${name}`, run)
  }

  it("is not asked for what it does not offer, and the reason is told", () => {
    const skipped = gatewayConformance(new Toy().harness).filter((one) => one.skipped)
    expect(skipped.map(({ name, skipped: why }) => [name, why])).toEqual(
      expect.arrayContaining([
        ["shows balances as exact decimals", "the gateway has no balances"],
        ["sends a payout, and finds it by our reference", "the gateway has no payouts"],
        ["lists its payouts, newest first, and comes to an end", "the gateway does not list payouts"],
        [
          "captures nothing when the gateway shows less than was asked",
          "the other side makes no trouble of the kind wrong_amount",
        ],
      ]),
    )
    expect(new Set(gatewayConformance(new Toy().harness).map(({ name }) => name)).size).toBe(
      gatewayConformance(new Toy().harness).length,
    )
  })
})

/** The names of the cases that a gateway with this flaw fails. */
async function failures(flaw: (gateway: Gateway, runtime: Runtime, toy: Toy) => Gateway): Promise<string[]> {
  const toy: Toy = new Toy((gateway, runtime) => flaw(gateway, runtime, toy))
  const failed: string[] = []
  for (const { name, run } of gatewayConformance(toy.harness)) {
    await run().catch(() => failed.push(name))
  }
  return failed
}

describe("a gateway that", () => {
  it.each<[string, string, (gateway: Gateway, runtime: Runtime, toy: Toy) => Gateway]>([
    [
      "rounds amounts",
      "asks for exactly the amount",
      (gateway) => ({
        ...gateway,
        createPayment: (request) =>
          gateway.createPayment({ ...request, amount: Money.of(`${request.amount.minor / 100n}`, "EUR") }),
      }),
    ],
    [
      "draws a reference twice",
      "draws references that the gateway takes, and none of them twice",
      (gateway) => ({ ...gateway, newReference: () => `mpg-${Math.floor(Math.random() * 500)}` }),
    ],
    [
      "sends shoppers to a script",
      "tells the shopper what to do next",
      (gateway) => ({
        ...gateway,
        createPayment: async () => ({
          gatewayId: null,
          next: { type: "redirect", url: "javascript:alert(1)" },
        }),
      }),
    ],
    [
      "takes any money for all of it",
      "never shows a part of the money as all of it",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) => {
          const observed = await gateway.fetchPayment(payment)
          return observed && { ...observed, received: null }
        },
      }),
    ],
    [
      "takes every error for an answer",
      "takes an error of the gateway's own for no answer",
      (gateway) => ({
        ...gateway,
        fetchPayment: (payment) => gateway.fetchPayment(payment).catch(() => null),
      }),
    ],
    [
      "shows a payment that is not there",
      "shows nothing of a payment that was never asked for",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) =>
          (await gateway.fetchPayment(payment)) ?? {
            status: "awaiting",
            code: "",
            reference: payment.reference,
            gatewayId: null,
            account: null,
            asked: null,
            received: null,
            currency: null,
            fee: null,
            test: false,
            paidAt: null,
            raw: {},
          },
      }),
    ],
    [
      "believes notifications without asking",
      "believes a genuine notification only as a reason to ask",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) => {
          const observed = await gateway.fetchPayment(payment)
          return observed && payment.claims.paid ? { ...observed, status: "paid" } : observed
        },
      }),
    ],
    [
      "checks no signature",
      "believes nothing without its signature",
      (gateway) => ({
        ...gateway,
        parseNotification: ({ fields }) => ({
          proof: "signed",
          subject: "payment",
          reference: fields.find(([name]) => name === "reference")?.[1] ?? "",
          gatewayId: null,
          claim: { status: "paid", received: null, currency: null },
          fingerprint: JSON.stringify(fields),
        }),
      }),
    ],
    [
      "takes every notification for the same one",
      "knows a notification again that comes twice",
      (gateway) => ({
        ...gateway,
        parseNotification: (raw) =>
          ({ ...gateway.parseNotification(raw), fingerprint: "same" }) as SignedNotification,
      }),
    ],
    [
      "sends a payment again when no answer came",
      "makes no second payment when no answer comes after the first",
      (gateway) => ({
        ...gateway,
        createPayment: (request) =>
          gateway.createPayment(request).catch(() => gateway.createPayment(request)),
      }),
    ],
    [
      "says that nothing was done when nobody knows",
      "makes no second payment when no answer comes after the first",
      (gateway) => ({
        ...gateway,
        createPayment: (request) =>
          gateway.createPayment(request).catch(() => Promise.reject(new GatewayUnavailable("away"))),
      }),
    ],
    [
      "throws errors of its own",
      "says that nothing was done when the gateway cannot be reached",
      (gateway) => ({
        ...gateway,
        fetchPayment: (payment) =>
          gateway.fetchPayment(payment).catch(() => Promise.reject(new Error("ECONNREFUSED"))),
      }),
    ],
    [
      "does not look whom an answer is about",
      "does not believe an answer about another payment",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) => {
          const observed = await gateway.fetchPayment(payment)
          return observed && { ...observed, reference: payment.reference }
        },
      }),
    ],
    [
      "logs its key",
      "tells the shopper what to do next",
      (gateway, runtime) => ({
        ...gateway,
        createPayment: (request) => {
          runtime.log.debug("POST /create with key toy-s3cret-key")
          return gateway.createPayment(request)
        },
      }),
    ],
    [
      "answers with its key",
      "tells the shopper what to do next",
      (gateway) => ({
        ...gateway,
        createPayment: async (request) => {
          const { gatewayId } = await gateway.createPayment(request)
          return { gatewayId, next: { type: "redirect", url: "https://toy.example/?k=toy-s3cret-key" } }
        },
      }),
    ],
    [
      "shows balances as floats",
      "shows balances as exact decimals",
      (gateway) => ({
        ...gateway,
        balances: async () => [{ currency: "EUR", available: "1e+21", pending: null, canceled: null }],
      }),
    ],
  ])("%s is caught by: %s", async (_flaw, expected, flaw) => {
    expect(await failures(flaw)).toContain(expected)
  })
})
