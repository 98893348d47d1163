import {
  PAYOUT_REACHED_FROM,
  type AdminAccount,
  type EntryGateway,
  type PayoutPolicy,
  type Payouts,
} from "../../../core"
import type { NewJournalEntry, PaymentAttempt, PaymentProblem, Payout } from "../../../modules/gateway-ledger"
import type { PayoutDependencies } from "../../dependencies"

const BLANK = {
  gateway_id: null,
  gateway_account: null,
  payment_system: null,
  requested_person: null,
  state: "draft",
  approved_by: null,
  attempt_id: null,
  refund_id: null,
  note: null,
  idempotency_key: null,
  error: null,
  sent_at: null,
  next_check_at: null,
} as const

/** Payouts in memory, with a gateway that answers as a test says. */
export class Memory {
  at = Date.parse("2026-03-01T12:00:00Z")
  readonly payouts: Payout[] = []
  readonly problems: PaymentProblem[] = []
  readonly journal: NewJournalEntry[] = []
  readonly events: [name: string, data: Record<string, unknown>][] = []
  readonly warnings: string[] = []
  /** Attempts that are due since a payout ended, and those that were looked at. */
  readonly due = new Set<string>()
  readonly looked: string[] = []
  readonly refunds = new Set<string>()
  /** The payment that refunds are about, as the ledger has it. */
  readonly paid: Pick<PaymentAttempt, "observations" | "gateway_id" | "amount" | "currency_code"> = {
    observations: {},
    gateway_id: null,
    amount: "100.00",
    currency_code: "AZN",
  }
  policy: PayoutPolicy | undefined = {
    currencies: ["AZN"],
    min: null,
    max: "500",
    twoPersonPayouts: false,
    allowApiKeys: false,
  }
  readonly atGateway = { create: jest.fn<ReturnType<Payouts["create"]>, []>(), fetch: jest.fn() }
  needsMethod = false
  /** The account of the only entry's keys, and whether another entry has the account of before. */
  gatewayAccount = "merchant-1"
  readonly otherAccounts = new Map<string, { fetch: jest.Mock }>()
  isLive = true
  /** Who made a key, and the accounts of admins, by their ids. */
  readonly makers = new Map<string, string>()
  readonly accounts = new Map<string, AdminAccount>()
  /** The process dies at this statement of the ledger, counted from 1; 0 for never. */
  diesAt = 0
  private statements = 0
  private count = 0

  /** A payout as if it had been there for long. */
  given(change: Partial<Payout> = {}): Payout {
    const payout = {
      ...BLANK,
      id: `payout_${++this.count}`,
      provider_id: "pp_m2cerber_main",
      reference: `out-${this.count}`,
      account: "994501112233",
      amount: "100.00",
      currency_code: "AZN",
      requested_by: "user_anna",
      created_at: new Date(this.at),
      ...change,
    } as Payout
    this.payouts.push(payout)
    return payout
  }

  get(id: string): Payout {
    return this.payouts.find((one) => one.id === id) as Payout
  }

  /** Lets time pass. */
  wait(minutes: number): void {
    this.at += minutes * 60_000
  }

  said = () => this.journal.filter(({ kind }) => kind === "said").map(({ action }) => action)
  openProblems = () => this.problems.filter(({ state }) => state === "open").map(({ kind }) => kind)

  /** What the use-cases stand on. A new one is a new process. */
  process(): PayoutDependencies {
    this.statements = 0
    return {
      ledger: this.ledger(),
      gateway: async (id) => (id === "pp_m2cerber_main" ? this.gateway() : undefined),
      gatewayOfAccount: async (name, account) =>
        name === "m2cerber" && account !== null && this.otherAccounts.has(account)
          ? ({ name, account, payouts: this.otherAccounts.get(account) } as unknown as EntryGateway)
          : undefined,
      persons: {
        behind: async (id) => this.makers.get(id) ?? (id.startsWith("apk_") ? null : id),
        account: async (id) => this.accounts.get(id) ?? null,
      },
      isLive: async () => this.isLive,
      hasRefund: async (id) => this.refunds.has(id),
      lookAt: async (id) => void this.looked.push(id),
      events: { emit: async (name, data) => void this.events.push([name, data]) },
      log: { debug() {}, info() {}, error() {}, warn: (text) => void this.warnings.push(text) },
      now: () => this.at,
    }
  }

  private gateway(): EntryGateway {
    const payouts = { ...this.atGateway, needsMethod: this.needsMethod }
    let drawn = 0
    return {
      name: "m2cerber",
      account: this.gatewayAccount,
      payouts,
      payoutPolicy: this.policy,
      newReference: () => `new-${this.count}-${++drawn}`,
    } as unknown as EntryGateway
  }

  private write<T>(statement: () => T): T {
    if (++this.statements === this.diesAt) throw new Error("the process died")
    return statement()
  }

  private ledger(): PayoutDependencies["ledger"] {
    return {
      attempts: { find: async () => undefined, get: async () => this.paid as PaymentAttempt },
      journal: { append: async (entry) => this.write(() => void this.journal.push(entry)) },
      payouts: {
        get: async (id) => ({ ...this.get(id) }),
        ofKey: async (of) =>
          this.payouts.find(
            ({ requested_by, idempotency_key }) =>
              requested_by === of.requested_by && idempotency_key === of.idempotency_key,
          ),
        waitingRefunds: async (providers, before) =>
          this.payouts.filter(
            ({ provider_id, refund_id, state, created_at }) =>
              providers.includes(provider_id) &&
              refund_id !== null &&
              (state === "draft" || state === "approved") &&
              created_at <= before,
          ),
        hasReference: async (reference) => this.payouts.some((one) => one.reference === reference),
        open: async (payout) => this.write(() => this.given(payout as Partial<Payout>)),
        move: async (id, state, change = {}, from = PAYOUT_REACHED_FROM[state]) =>
          this.write(() => {
            const payout = this.get(id)
            if (!from.includes(payout.state)) return undefined
            Object.assign(payout, change, { state })
            if (payout.attempt_id && ["paid", "canceled", "declined"].includes(state))
              this.due.add(payout.attempt_id)
            return { ...payout }
          }),
        note: async (id, state, change) =>
          this.write(() => {
            const payout = this.get(id)
            return payout.state === state ? { ...Object.assign(payout, change) } : undefined
          }),
      },
      problems: {
        open: async (problem) =>
          this.write(() => {
            const same = ({ kind, subject, state }: PaymentProblem) =>
              kind === problem.kind && subject === problem.subject && state === "open"
            if (this.problems.some(same)) return undefined
            const opened = { ...problem, id: `problem_${++this.count}`, state: "open" } as PaymentProblem
            this.problems.push(opened)
            return opened
          }),
        openOfPayout: async (id) =>
          this.problems.filter(({ payout_id, state }) => payout_id === id && state === "open"),
        close: async (id, _by, note) =>
          this.write(() => {
            const problem = this.problems.find((one) => one.id === id && one.state === "open")
            return problem && Object.assign(problem, { state: "resolved", note })
          }),
      },
    }
  }
}
