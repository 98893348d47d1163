import type { AttemptFacts, OrderMoney, PaymentFacts } from "./facts"

/**
 * The attempt that a session stands for: the newest one in it. Merchants' code may let Medusa update a session, which
 * begins another attempt; from then on the session, and the payment that Medusa makes of it, are about that one.
 */
export function ownerOf(attempts: readonly AttemptFacts[], sessionId: string): AttemptFacts | undefined {
  let owner: AttemptFacts | undefined
  for (const attempt of attempts) {
    if (attempt.sessionId === sessionId && (!owner || isNewer(attempt, owner))) owner = attempt
  }
  return owner
}

/** Ids begin with their time, and tell two of the same millisecond apart. */
const isNewer = (one: AttemptFacts, other: AttemptFacts): boolean =>
  one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt

/** Medusa's payment of an attempt; undefined where there is none, or where its session stands for a newer attempt. */
export function paymentOf(
  { payments, attempts }: Pick<OrderMoney, "payments" | "attempts">,
  attempt: AttemptFacts,
): PaymentFacts | undefined {
  const payment = payments.find(({ sessionId }) => sessionId === attempt.sessionId)
  return payment && ownerOf(attempts, attempt.sessionId)?.id === attempt.id ? payment : undefined
}
