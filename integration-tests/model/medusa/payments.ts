import type { Money } from "../../../src/core"
import type { Outcome } from "../entries"
import { checkCapture, checkRefund } from "../invariants"
import { checkHoldCaptured, noteWish } from "../invariants-card"
import { provider } from "../provider"
import { FAILED, KILLED } from "../statements"
import { inMedusa, type World } from "../world"
import { newId, orderOf, paymentOf, type Payment, type Session } from "./books"

/** Medusa's own refusals. */
export const NOT_AUTHORIZED = new Error("Session was not authorized with the provider.")
export const NOT_FOUND = new Error("PaymentSession was not found")
export const IS_CANCELED = new Error("The payment has been canceled.")

export async function createSession(
  world: World,
  collectionId: string,
  providerId: string,
  outcome: Outcome,
): Promise<void> {
  const { medusa } = world
  const collection = medusa.collections.find(({ id }) => id === collectionId)
  if (!collection) return
  const session: Session = {
    id: newId(medusa, "payses"),
    providerId,
    collectionId,
    amount: collection.amount,
    status: "pending",
    isAuthorized: false,
  }
  await inMedusa(world, () => medusa.sessions.push(session))
  try {
    await provider(providerId).initiate(world, session, outcome)
  } catch (error) {
    if (error === KILLED) throw error
    await inMedusa(world, () => removeSession(world, session.id))
    throw error
  }
}

function removeSession({ medusa }: World, id: string): void {
  medusa.sessions = medusa.sessions.filter((session) => session.id !== id)
}

export async function deleteSession(world: World, session: Session): Promise<void> {
  await provider(session.providerId).remove(world, session)
  await inMedusa(world, () => removeSession(world, session.id))
}

/** A new session, and all others of the collection go; as far as they can be deleted. */
export async function replaceSessions(
  world: World,
  collectionId: string,
  providerId: string,
  outcome: Outcome,
): Promise<void> {
  const before = sessionsOf(world, collectionId)
  await createSession(world, collectionId, providerId, outcome)
  for (const session of before) await deleteQuietly(world, session)
}

export async function deleteQuietly(world: World, session: Session): Promise<void> {
  try {
    await deleteSession(world, session)
  } catch (error) {
    if (error === KILLED) throw error
  }
}

export const sessionsOf = ({ medusa }: World, collectionId: string): Session[] =>
  medusa.sessions.filter((session) => session.collectionId === collectionId)

/** The payment module's own method: null while the provider waits for the money. */
export async function authorizeSession(world: World, sessionId: string): Promise<Payment | null> {
  const { medusa } = world
  const session = medusa.sessions.find(({ id }) => id === sessionId)
  if (!session) throw NOT_FOUND
  const existing = paymentOf(medusa, sessionId)
  if (existing && session.isAuthorized) return existing
  const answer = await provider(session.providerId).authorize(world, session)
  if (answer === "pending" || answer === "pending_authorization") {
    await inMedusa(world, () => (session.status = answer))
    if (answer === "pending") throw NOT_AUTHORIZED
    return null
  }
  try {
    const payment = await inMedusa(world, () => addPayment(world, session))
    if (answer === "captured") await capture(world, payment, { isConfirmed: true })
    return payment
  } catch (error) {
    if (error === KILLED) throw error
    await provider(session.providerId).cancel(world, session)
    throw error
  }
}

function addPayment({ medusa }: World, session: Session): Payment {
  if (paymentOf(medusa, session.id)) throw FAILED
  session.status = "authorized"
  session.isAuthorized = true
  const payment: Payment = {
    id: newId(medusa, "pay"),
    providerId: session.providerId,
    sessionId: session.id,
    collectionId: session.collectionId,
    currency: session.amount.currency,
    amount: session.amount,
    isCanceled: false,
    isCaptured: false,
    captures: [],
    refunds: [],
  }
  medusa.payments.push(payment)
  return payment
}

/**
 * The payment module's capture, of all or of a part. The provider is asked unless it has just said "captured"; when it
 * refuses, Medusa takes its record back, and the next try has another id.
 *
 * @param by who pressed the button, where somebody did
 */
export async function capture(
  world: World,
  payment: Payment,
  how: { amount?: Money; isConfirmed?: boolean; by?: "merchant" } = {},
): Promise<void> {
  const { amount = payment.amount, isConfirmed = false, by } = how
  if (payment.isCanceled) throw IS_CANCELED
  if (payment.isCaptured) return
  const row = { id: newId(world.medusa, "capt"), amount, createdAt: world.now }
  await inMedusa(world, () => {
    if (leftOf(payment).lessThan(amount)) throw FAILED
    if (!by) checkCapture(world, payment, amount)
    payment.captures.push(row)
    if (by) noteWish(world, "capture", payment, amount, row.id)
  })
  const isAll = !leftOf(payment).isPositive
  try {
    if (!isConfirmed) await provider(payment.providerId).capture(world, payment, row.id)
    if (by) checkHoldCaptured(world, payment, amount)
  } catch (error) {
    if (error === KILLED) throw error
    await inMedusa(world, () => (payment.captures = payment.captures.filter((one) => one !== row)))
    throw error
  }
  if (isAll) await inMedusa(world, () => (payment.isCaptured = true))
}

const leftOf = ({ amount, captures }: Payment): Money =>
  captures.reduce((rest, one) => rest.minus(one.amount), amount)

/**
 * A refund in Medusa; its row goes again when the provider refuses.
 *
 * @returns its id; null when it was refused
 */
export async function refund(
  world: World,
  payment: Payment,
  sum: Payment["amount"],
  createdBy: string | null,
): Promise<string | null> {
  const { medusa } = world
  const row = { id: newId(medusa, "ref"), amount: sum, createdAt: world.now }
  await inMedusa(world, () => {
    payment.refunds.push(row)
    if (createdBy === "user") noteWish(world, "refund", payment, sum, row.id)
  })
  try {
    await provider(payment.providerId).refund(world, payment, row, createdBy)
    checkRefund(world, payment, createdBy)
    return row.id
  } catch (error) {
    if (error === KILLED) throw error
    await inMedusa(world, () => (payment.refunds = payment.refunds.filter((one) => one !== row)))
    return null
  }
}

/** Enters what is captured into the order's account, unless it is there: read, then written. */
export async function enterCaptures(world: World, payment: Payment): Promise<void> {
  const order = orderOf(world.medusa)
  if (!order) return
  const missing = await inMedusa(world, () =>
    payment.captures.filter(({ id }) => !order.entries.some((entry) => entry.of === id)),
  )
  if (missing.length === 0) return
  await inMedusa(world, () => {
    for (const { id, amount } of missing) {
      order.entries.push({ id: newId(world.medusa, "ordtrx"), kind: "capture", of: id, amount })
    }
  })
}
