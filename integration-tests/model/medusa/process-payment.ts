import type { Money } from "../../../src/core"
import { KILLED } from "../statements"
import { inMedusa, type World } from "../world"
import { orderOf, paymentOf } from "./books"
import { completeCart } from "./complete-cart"
import { authorizeSession, capture, enterCaptures, NOT_FOUND } from "./payments"
import { withCart } from "./workflow"

/** Medusa's workflow for a payment whose session is gone. */
async function captureAuthorized(world: World, sessionId: string, part?: Money): Promise<void> {
  const payment = paymentOf(world.medusa, sessionId)
  if (!payment) throw NOT_FOUND
  await capture(world, payment, part && { amount: part })
  await enterCaptures(world, payment)
}

/** Medusa's workflow for a payment that is said to be captured. */
export async function processPayment(world: World, sessionId: string, part?: Money): Promise<void> {
  const { medusa } = world
  const session = medusa.sessions.find(({ id }) => id === sessionId)
  if (!session) return captureAuthorized(world, sessionId, part)
  const isOfCart = session.collectionId === medusa.cart.collectionId
  const hadOrder = await inMedusa(world, () => orderOf(medusa) !== null)
  const attach = async () => {
    const payment = paymentOf(medusa, sessionId) ?? (await authorizeSession(world, sessionId))
    if (!payment) return
    await capture(world, payment, { amount: part ?? session.amount })
    await enterCaptures(world, payment)
  }
  await (isOfCart ? withCart(world, attach) : attach())
  if (!isOfCart || hadOrder) return
  try {
    await completeCart(world)
  } catch (error) {
    // The payment goes on even if the cart does not become an order.
    if (error === KILLED) throw error
  }
}
