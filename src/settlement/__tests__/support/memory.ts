import { PLAIN } from "../../../core/__tests__/support/capabilities"
import { GatewayUnavailable, type EntryGateway, type KnownPayment, type Observation } from "../../../core"
import type { MedusaMoney } from "../../../core/settlement"
import {
  CART,
  observation,
  order,
  ORDER_FIRST,
  PRICE,
  START,
} from "../../../core/settlement/__tests__/support/facts"
import { changedColumns } from "../../../modules/gateway-ledger/rules/attempt-changes"
import type { AttemptChange, PaymentAttempt } from "../../../modules/gateway-ledger"
import type { SettlementDependencies } from "../../dependencies"

const nothing = async () => {}

const date = (ms: number | null) => (ms === null ? null : new Date(ms))

/** An attempt's row, as the ledger keeps it. */
const row = (number: number): PaymentAttempt =>
  ({
    id: `payatt_${String(number).padStart(2, "0")}`,
    gateway: "toy",
    provider_id: "pp_toy",
    account: "shop",
    reference: `ref-${number}`,
    session_id: `payses_${number}`,
    payment_collection_id: "paycol",
    amount: "100.00",
    currency_code: "RUB",
    status: "awaiting",
    gateway_id: null,
    held_for: null,
    created_at: date(START),
    superseded_at: null,
    cleared_at: null,
    last_observed_at: null,
    answered_at: null,
    claimed_at: null,
    settled_at: null,
    next_check_at: date(START),
    claims: {},
    observations: {},
    codes: [],
    words: [],
    received: null,
    fee: null,
    test: false,
  }) as unknown as PaymentAttempt

/** An order that was placed unpaid, after so many tries; the newest session waits. The ledger and Medusa are in memory. */
export class UnpaidOrder {
  readonly rows: PaymentAttempt[]
  now = START
  /** Whether the order's lock is taken at this moment. */
  isLocked = false
  /** Steps that were done, as the journal has them. */
  readonly steps: string[] = []
  problems: string[] = []
  isCanceled = false
  /** What the gateway does when it is asked. */
  answer: (payment: KnownPayment) => Promise<Partial<Observation>> = async () => ({})

  constructor(tries: number) {
    this.rows = Array.from({ length: tries }, (_, i) => row(i + 1))
  }

  /** @throws GatewayUnavailable */
  static readonly silent = async (): Promise<never> => {
    throw new GatewayUnavailable("toy does not answer")
  }

  get dependencies(): SettlementDependencies {
    return {
      ledger: this.ledger() as never,
      medusa: this.medusa(),
      gateway: async () => this.gateway(),
      gatewayOfAccount: async () => this.gateway(),
      operations: { openVoid: nothing, openCapture: nothing, carryOut: nothing },
      events: { emit: async () => {} },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      now: () => this.now,
    }
  }

  private gateway(): EntryGateway {
    const fetchPayment = async (payment: KnownPayment): Promise<Observation> => ({
      ...observation({ reference: payment.reference, gatewayId: null, account: null }),
      raw: {},
      ...(await this.answer(payment)),
    })
    return {
      name: "toy",
      account: "shop",
      acceptsTestPayments: false,
      capabilities: PLAIN,
      orderPolicy: ORDER_FIRST.order,
      fetchPayment,
    } as unknown as EntryGateway
  }

  private ledger() {
    const find = (id: string) => this.rows.find((one) => one.id === id) as PaymentAttempt
    const attempts = {
      find: async ({ reference }: { reference: string }) =>
        this.rows.find((one) => one.reference === reference),
      beginLook: async (id: string) => ({ attempt: { ...find(id) }, begunAt: new Date(this.now) }),
      ofCollections: async () => this.rows.map((one) => ({ ...one })),
      record: async (id: string, change: AttemptChange) => {
        const before = { ...find(id) }
        const columns = changedColumns(before, change, new Date(this.now))
        const known = Object.entries(columns).filter(([, value]) => value !== undefined)
        return { before, after: { ...Object.assign(find(id), Object.fromEntries(known)) } }
      },
      schedule: async (id: string, at: Date | null) =>
        Boolean(Object.assign(find(id), { next_check_at: at })),
      endLook: async (id: string, { at, seen }: { at: Date | null; seen: Date | null }) => {
        if (find(id).next_check_at?.getTime() === seen?.getTime()) find(id).next_check_at = at
      },
      wake: async (ids: string[]) => ids.forEach((id) => (find(id).next_check_at = new Date(this.now))),
    }
    const bring = async (_of: unknown, planned: { kind: string }[]) => {
      this.problems = planned.map(({ kind }) => kind)
      return { opened: [], cleared: [], changed: [] }
    }
    const append = async ({ kind, details }: { kind: string; details: { step: string } }) => {
      if (kind === "done") this.steps.push(details.step)
    }
    return {
      attempts,
      problems: { bring },
      payouts: { ofAttempts: async () => [] },
      operations: { ofAttempts: async () => [] },
      journal: { append },
    }
  }

  private medusa(): SettlementDependencies["medusa"] {
    return {
      unitOf: async () => "cart",
      withLock: async (_key, work) => {
        this.isLocked = true
        return work().finally(() => (this.isLocked = false))
      },
      cartTotal: async () => PRICE,
      money: async () => this.money(),
      capture: nothing,
      authorize: nothing,
      placeOrder: nothing,
      dropSession: nothing,
      linkOrder: nothing,
      recountPayment: nothing,
      repairAccount: nothing,
      cancelOrder: async () => void (this.isCanceled = true),
    }
  }

  private money(): MedusaMoney {
    const newest = this.rows.at(-1) as PaymentAttempt
    const session = { id: newest.session_id, providerId: "pp_toy", collectionId: "paycol", amount: PRICE }
    return {
      collectionIds: ["paycol"],
      cart: { ...CART, total: null },
      order: order({ isCanceled: this.isCanceled }),
      sessions: [{ ...session, collectionAmount: null, status: "pending_authorization" }],
      payments: [],
    }
  }
}
