import { GatewayDeclined, isReleased, NotSupported, OutcomeUnknown } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { assertNotPaid } from "../../src/providers/base/attempts/order-money"
import { PaymentAttempts } from "../../src/providers/base/attempts/payment-attempts"
import { refundAttempt } from "../../src/providers/base/attempts/refund"
import type { ProviderDependencies } from "../../src/providers/base/dependencies"
import { recordChange, verify } from "../../src/settlement"
import type { Entry, Outcome } from "./entries"
import { makePayment, paymentsOf } from "./gateway"
import { refundLedger } from "./ledger"
import type { Payment, Session } from "./medusa/books"
import { operationsOf } from "./ports"
import { attemptOf, count, entryOf, inLedger, type World } from "./world"

/** What Medusa asks of a payment provider. */
export interface Provider {
  initiate(world: World, session: Session, outcome: Outcome): Promise<void>
  remove(world: World, session: Session): Promise<void>
  authorize(
    world: World,
    session: Session,
  ): Promise<"captured" | "authorized" | "pending" | "pending_authorization">
  capture(world: World, payment: Payment, captureId: string): Promise<void>
  cancel(world: World, session: Pick<Session, "id" | "providerId">): Promise<void>
  refund(world: World, payment: Payment, refund: Payment["refunds"][number], by: string | null): Promise<void>
}

const DECLINED = new GatewayDeclined("the gateway declined")
const UNKNOWN = new OutcomeUnknown("no answer")
const NOT_PAID = new NotSupported("capture_not_confirmed", "the gateway does not show it as paid")

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

/** The plugin's own provider class: it does what `src/providers/base` does, by the road's own functions. */
const ours: Provider = { initiate, remove, authorize, capture, cancel, refund }

export const provider = (providerId: string): Provider => others[providerId] ?? ours

const ENTRY = { kind: "done", road: "medusa" } as const

/** The attempt is in the ledger before the gateway hears of it. */
async function initiate(world: World, session: Session, outcome: Outcome): Promise<void> {
  const { ports, unconfigured } = world
  const entry = entryOf(world, session.providerId)
  if (!entry || unconfigured.has(session.providerId)) throw DECLINED
  await assertNotPaid({ settlement: () => ports }, session.collectionId)
  const attempt = await inLedger(world, () => openAttempt(world, session, entry))
  count(world, `attempt: ${outcome}`)
  const isMade = outcome === "ok" || outcome === "unknown, made"
  if (isMade && entry.kind !== "link") makePayment(world, attempt)
  if (outcome === "declined") {
    await recordChange(ports, attempt.id, { status: "failed" }, ENTRY)
    throw DECLINED
  }
  if (outcome !== "ok") throw UNKNOWN
  const [payment] = entry.kind === "link" ? [] : paymentsOf(world, attempt)
  await recordChange(ports, attempt.id, { status: "awaiting", gateway_id: payment?.number ?? null }, ENTRY)
}

function openAttempt(
  { ledger, now }: World,
  session: Session,
  { providerId, kind, policy: { account } }: Entry,
): PaymentAttempt {
  const number = ledger.attempts.length + 1
  const attempt = {
    id: `payatt_${number}`,
    gateway: kind,
    provider_id: providerId,
    account,
    reference: `ref-${number}`,
    gateway_id: null,
    session_id: session.id,
    payment_collection_id: session.collectionId,
    amount: session.amount.amount,
    currency_code: session.amount.currency,
    status: "created",
    received: null,
    claims: {},
    observations: {},
    codes: [],
    words: [],
    held_for: null,
    payer_account: "payer",
    cleared_at: null,
    superseded_at: null,
    claimed_at: null,
    last_observed_at: null,
    answered_at: null,
    settled_at: null,
    next_check_at: new Date(now + 10_000),
    created_at: new Date(now),
  } as unknown as PaymentAttempt
  ledger.attempts.push(attempt)
  return attempt
}

/** The plugin's own code, over the model's ledger and gateways. */
const attemptsOf = (world: World, providerId: string): PaymentAttempts => {
  const gateway = world.gateways.get(providerId)
  if (!gateway) throw NOT_PAID
  return new PaymentAttempts(gateway, dependenciesOf(world))
}

const pointerTo = ({ session_id, reference }: PaymentAttempt) => ({ session_id, reference })

const dependenciesOf = (world: World, author: string | null = null) =>
  ({
    refundAuthor: async () => author,
    personBehind: async (id: string) => id,
    settlement: () => world.ports,
    operations: () => operationsOf(world),
    cart: async () => undefined,
    ledger: () => ({
      ...refundLedger(world),
      attempts: {
        ...world.ports.ledger.attempts,
        ofSession: async (sessionId: string) => attemptOf(world, sessionId),
      },
      installation: { isLive: async () => true },
    }),
    runtime: { now: () => world.now, log: { warn: () => undefined } },
  }) as unknown as ProviderDependencies

/** Another session takes this one's place. */
async function remove(world: World, session: Session): Promise<void> {
  const attempt = attemptOf(world, session.id)
  if (attempt) await attemptsOf(world, session.providerId).supersede(attempt)
}

/** Inside Medusa's call the provider answers from the road's own facts and plan, and does no step. */
async function authorize(world: World, session: Session) {
  const attempt = attemptOf(world, session.id)
  if (!attempt) throw NOT_PAID
  const verified = await verify(world.ports, attempt, "medusa")
  if (verified.paid) return "captured" as const
  if (verified.held) return "authorized" as const
  const isFirst = entryOf(world, session.providerId)?.policy.order.placeOrder === "before_payment"
  const isWaiting = isFirst && !isReleased(verified.attempt.status)
  return isWaiting ? ("pending_authorization" as const) : ("pending" as const)
}

async function capture(world: World, { providerId, sessionId }: Payment, captureId: string): Promise<void> {
  const attempt = attemptOf(world, sessionId)
  if (!attempt) throw NOT_PAID
  await attemptsOf(world, providerId).capture(pointerTo(attempt), captureId)
}

/** Medusa cancels paid payments, too: their money stays where it is. */
async function cancel(world: World, { id, providerId }: Pick<Session, "id" | "providerId">): Promise<void> {
  const attempt = attemptOf(world, id)
  if (attempt) await attemptsOf(world, providerId).cancel(pointerTo(attempt))
}

/** The plugin's own use-case: what a refund does is the merchant's choice. */
async function refund(
  world: World,
  { providerId, sessionId }: Payment,
  { id, amount }: Payment["refunds"][number],
  by: string | null,
): Promise<void> {
  const attempt = attemptOf(world, sessionId)
  const gateway = world.gateways.get(providerId)
  if (!attempt || !gateway) throw NOT_PAID
  await refundAttempt(gateway, dependenciesOf(world, by), attempt, { amount, refundId: id })
}
