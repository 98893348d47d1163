import { GatewayDeclined, NotSupported, OutcomeUnknown } from "../../src/core"
import { inHand, plan } from "../../src/core/settlement/index"
import type { Outcome } from "./entries"
import { gather } from "./facts"
import { makePayment, mark, paymentsOf } from "./gateway"
import { orderOf, type Payment, type Session } from "./medusa/books"
import { decide, observe } from "./look"
import { attemptOf, count, entryOf, inLedger, type Attempt, type World } from "./world"

/** What Medusa asks of a payment provider. */
export interface Provider {
  initiate(world: World, session: Session, outcome: Outcome): Promise<void>
  remove(world: World, session: Session): Promise<void>
  authorize(
    world: World,
    session: Session,
  ): Promise<"captured" | "authorized" | "pending" | "pending_authorization">
  capture(world: World, payment: Payment): Promise<void>
  cancel(world: World, sessionId: string): Promise<void>
  refund(world: World, payment: Payment, refund: Payment["refunds"][number], by: string | null): Promise<void>
}

const DECLINED = new GatewayDeclined("the gateway declined")
const UNKNOWN = new OutcomeUnknown("no answer")
const NOT_PAID = new NotSupported("capture_not_confirmed", "the gateway does not show it as paid")
const NO_REFUND = new NotSupported("refund_not_supported", "nothing was refunded")
const KEPT = new NotSupported("refund_not_supported", "its money is there")

const nothing = async () => undefined

/** Cash is authorized when the order is placed; the other one is captured at once. */
const others: Record<string, Provider> = Object.fromEntries(
  (["pp_cash", "pp_system"] as const).map((id) => [
    id,
    {
      initiate: nothing,
      remove: nothing,
      authorize: async () => (id === "pp_cash" ? ("authorized" as const) : ("captured" as const)),
      capture: nothing,
      cancel: nothing,
      refund: nothing,
    },
  ]),
)

/** The plugin's own provider class. */
const ours: Provider = { initiate, remove, authorize, capture, cancel, refund }

export const provider = (providerId: string): Provider => others[providerId] ?? ours

/** The attempt is in the ledger before the gateway hears of it. */
async function initiate(world: World, session: Session, outcome: Outcome): Promise<void> {
  const { ledger, entries, unconfigured } = world
  const entry = entries.find(({ providerId }) => providerId === session.providerId)
  if (!entry || unconfigured.has(session.providerId)) throw DECLINED
  // Medusa's compensation asks for a new payment of what is paid; each look at a sold out cart would make one more.
  if (isPaid(world, session.collectionId)) throw DECLINED
  const number = ledger.attempts.length + 1
  const attempt: Attempt = {
    id: `payatt_${number}`,
    providerId: session.providerId,
    reference: `ref-${number}`,
    sessionId: session.id,
    collectionId: session.collectionId,
    asked: session.amount,
    status: "created",
    gatewayId: null,
    heldFor: null,
    createdAt: world.now,
    supersededAt: null,
    clearedAt: null,
    askedAt: null,
    answeredAt: null,
    claimedAt: null,
    settledAt: null,
    claims: {},
    observations: {},
    words: [],
    payouts: [],
    policy: entry.policy,
    nextLook: world.now + 10_000,
  }
  await inLedger(world, () => ledger.attempts.push(attempt))
  count(world, `attempt: ${outcome}`)
  const isMade = outcome === "ok" || outcome === "unknown, made"
  if (isMade && entry.kind !== "link") makePayment(world, attempt)
  if (outcome === "declined") {
    await inLedger(world, () => (attempt.status = "failed"))
    throw DECLINED
  }
  if (outcome !== "ok") throw UNKNOWN
  await inLedger(world, () => {
    attempt.status = "awaiting"
    attempt.gatewayId = entry.kind === "link" ? null : (paymentsOf(world, attempt)[0]?.number ?? null)
  })
}

/** Whether the collection's money is captured already, and in hand. */
function isPaid(world: World, collectionId: string): boolean {
  const { payments, attempts } = gather(world)
  return payments.some(
    (payment) => payment.collectionId === collectionId && inHand(payment, attempts).isPositive,
  )
}

/** Another session takes this one's place. */
async function remove(world: World, session: Session): Promise<void> {
  const attempt = attemptOf(world, session.id)
  if (!attempt) return
  if (attempt.clearedAt !== null && world.keepsPaidSessions) throw KEPT
  await supersede(world, attempt)
}

async function supersede(world: World, attempt: Attempt): Promise<void> {
  await inLedger(world, () => (attempt.supersededAt ??= world.now))
  const [payment] = paymentsOf(world, attempt)
  const isAtWallet = entryOf(world, attempt.providerId)?.kind === "wallet"
  if (isAtWallet && payment && attempt.status === "awaiting" && payment.view.status === "awaiting") {
    mark(world, payment, "canceled")
  }
}

/**
 * Inside Medusa's call the provider asks the gateway, answers from the plan, and does no step: a look of the road's own
 * follows, whatever comes of the call.
 */
async function authorize(world: World, session: Session) {
  const attempt = attemptOf(world, session.id)
  if (!attempt || attempt.sessionId !== session.id) throw NOT_PAID
  await inLedger(world, () => (attempt.nextLook = world.now))
  await observe(world, attempt, null)
  const planned = plan(gather(world), { now: world.now, since: world.now, failed: new Set() })
  await decide(world, attempt, planned)
  const kind = planned.attempts.get(attempt.id)?.verdict.kind
  if (kind === "capture" || kind === "captured") return "captured" as const
  const isFirst = attempt.policy?.order.placeOrder === "before_payment"
  return isFirst ? ("pending_authorization" as const) : ("pending" as const)
}

async function capture(world: World, { sessionId }: Payment): Promise<void> {
  if (attemptOf(world, sessionId)?.clearedAt == null) throw NOT_PAID
}

/** Medusa cancels paid payments, too: their money stays where it is. */
async function cancel(world: World, sessionId: string): Promise<void> {
  const attempt = attemptOf(world, sessionId)
  if (attempt && attempt.clearedAt === null) await supersede(world, attempt)
}

/**
 * What a refund does is the merchant's choice. A refund that nobody asked for, of a payment without an order, is the
 * compensation of a completion that failed: no money leaves by it.
 */
async function refund(
  world: World,
  { sessionId }: Payment,
  { id, amount }: Payment["refunds"][number],
  by: string | null,
): Promise<void> {
  const attempt = attemptOf(world, sessionId)
  const mode = entryOf(world, attempt?.providerId ?? "")?.refunds ?? "reject"
  if (!attempt || mode === "reject" || (by === null && !orderOf(world.medusa))) throw NO_REFUND
  if (mode === "payout") {
    await inLedger(world, () =>
      attempt.payouts.push({ id: `payout_${id}`, refundId: id, amount, state: "approved" }),
    )
  }
  await inLedger(world, () => (attempt.nextLook = world.now))
}
