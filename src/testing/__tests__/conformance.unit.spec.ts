import {
  GatewayUnavailable,
  Money,
  OutcomeUnknown,
  type Gateway,
  type Operation,
  type Runtime,
  type SignedNotification,
} from "../../core"
import { gatewayConformance } from "../conformance"
import { Toy } from "./toy"

describe("a gateway that does everything right", () => {
  for (const { name, skipped, run } of gatewayConformance(new Toy().harness)) {
    if (!skipped) it(`passes: ${name}`, run)
  }

  for (const { name, skipped, run } of gatewayConformance(new Toy(undefined, "unsigned").harness)) {
    if (!skipped) it(`passes without signatures: ${name}`, run)
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
async function failures(
  flaw: (gateway: Gateway, runtime: Runtime, toy: Toy) => Gateway,
  notifications: "signed" | "unsigned" = "signed",
): Promise<string[]> {
  const toy: Toy = new Toy((gateway, runtime) => flaw(gateway, runtime, toy), notifications)
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

  const anew = (operation: Operation): Operation => ({
    ...operation,
    key: `${operation.key}-${Math.random()}`,
  })

  it.each<[string, string, (gateway: Gateway, runtime: Runtime, toy: Toy) => Gateway]>([
    [
      "draws a new key for each try",
      "takes the same refund again for the same one",
      (gateway) => ({
        ...gateway,
        refundPayment: (payment, operation) => gateway.refundPayment!(payment, anew(operation)),
      }),
    ],
    [
      "captures under a new key after a lost answer",
      "captures once when no answer comes, by the same key and the same bytes",
      (gateway) => ({
        ...gateway,
        capturePayment: (payment, operation) =>
          gateway.capturePayment!(payment, operation).catch((error: unknown) => {
            if (!(error instanceof OutcomeUnknown)) throw error
            return gateway.capturePayment!(payment, anew(operation))
          }),
      }),
    ],
    [
      "repeats a refund with other bytes",
      "returns the money once when no answer comes, by the same key and the same bytes",
      (gateway) => ({
        ...gateway,
        refundPayment: (payment, operation) =>
          gateway.refundPayment!(payment, { ...operation, body: `${operation.body} ` }),
      }),
    ],
    [
      "writes the time into what it sends",
      "returns all of a payment, and shows it as returned",
      (gateway) => ({
        ...gateway,
        operationBody: (payment, operation) =>
          `${gateway.operationBody!(payment, operation)}${Math.random()}`,
      }),
    ],
    [
      "says that nothing was returned when nobody knows",
      "returns the money once when no answer comes, by the same key and the same bytes",
      (gateway) => ({
        ...gateway,
        refundPayment: (payment, operation) =>
          gateway.refundPayment!(payment, operation).catch(() =>
            Promise.reject(new GatewayUnavailable("away")),
          ),
      }),
    ],
    [
      "takes every error for a refund that was never sent",
      "does not take an error for a refund that was never sent",
      (gateway) => ({
        ...gateway,
        fetchRefund: (payment, operation) => gateway.fetchRefund!(payment, operation).catch(() => null),
      }),
    ],
    [
      "returns all where a part was wanted",
      "returns a payment in two parts, and never shows a part as all of it",
      (gateway) => ({
        ...gateway,
        refundPayment: (payment, operation) =>
          gateway.refundPayment!(payment, { ...operation, amount: payment.amount }),
      }),
    ],
    [
      "shows a part that went back as all of it",
      "returns a payment in two parts, and never shows a part as all of it",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) => {
          const observed = await gateway.fetchPayment(payment)
          const isReturned = observed?.refunded != null && Number(observed.refunded) > 0
          return observed && isReturned ? { ...observed, status: "refunded" } : observed
        },
      }),
    ],
    [
      "takes held money for paid money",
      "holds money where it is asked to, and does not show it as taken",
      (gateway) => ({
        ...gateway,
        fetchPayment: async (payment) => {
          const observed = await gateway.fetchPayment(payment)
          return observed?.status === "authorized" ? { ...observed, status: "paid" } : observed
        },
      }),
    ],
    [
      "holds whatever it is asked for",
      "takes money at once where nobody asked for a hold",
      (gateway) => ({
        ...gateway,
        createPayment: (request) => gateway.createPayment({ ...request, isHold: true }),
      }),
    ],
    [
      "captures all where a part was wanted",
      "captures a part of a hold, and shows no more than that as taken",
      (gateway) => ({
        ...gateway,
        capturePayment: (payment, operation) =>
          gateway.capturePayment!(payment, { ...operation, amount: payment.amount }),
      }),
    ],
    [
      "captures where a hold was to be given up",
      "gives a hold up, and takes nothing of it afterwards",
      (gateway) => ({
        ...gateway,
        voidPayment: (payment, operation) =>
          gateway.capturePayment!(payment, { ...operation, kind: "capture" }),
      }),
    ],
  ])("%s is caught, too, by: %s", async (_flaw, expected, flaw) => {
    expect(await failures(flaw)).toContain(expected)
  })

  it.each<[string, string, (gateway: Gateway) => Gateway]>([
    [
      "believes what anybody could have written",
      "is told nothing by a notification that a stranger has written",
      (gateway) => ({
        ...gateway,
        parseNotification: ({ fields }) => ({
          ...{ proof: "signed", subject: "payment", gatewayId: null, fingerprint: JSON.stringify(fields) },
          reference: fields.find(([name]) => name === "reference")?.[1] ?? "",
          claim: { status: "paid", received: null, currency: null },
        }),
      }),
    ],
    [
      "knows no payment by what it is told",
      "takes nothing but a number to ask about from a notification that anybody could have written",
      (gateway) => ({ ...gateway, parseNotification: () => ({ proof: "none", subject: "nothing" }) }),
    ],
    [
      "fails at what says nothing",
      "refuses bytes that say nothing, and fails in no other way",
      (gateway) => ({
        ...gateway,
        parseNotification: (raw) => {
          const { object } = raw.json as { object: { id: string } }
          return { proof: "none", subject: "payment", gatewayId: object.id }
        },
      }),
    ],
  ])("%s is caught by: %s", async (_flaw, expected, flaw) => {
    expect(await failures(flaw, "unsigned")).toContain(expected)
  })
})
