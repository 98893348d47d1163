import type { SettlementDependencies, SettlementResult } from "../../src/settlement"
import { settle } from "../../src/settlement"
import type { PaymentAttempt, Road } from "../../src/modules/gateway-ledger"
import { checkPlaced } from "./invariants"
import { newId, orderOf, paymentOf, type Order } from "./medusa/books"
import { completeCart, restoreSession } from "./medusa/complete-cart"
import { cancelOrder } from "./medusa/orders"
import { authorizeSession, deleteSession } from "./medusa/payments"
import { processPayment } from "./medusa/process-payment"
import { withCart } from "./medusa/workflow"
import { count, inMedusa, type Notice, type World } from "./world"

/** The plugin's own road, over the model's books. */
export async function settlePayment(
  world: World,
  { provider_id, reference }: Pick<PaymentAttempt, "provider_id" | "reference">,
  road: Road,
  about: { notification?: Notice; gatewayId?: string } = {},
): Promise<SettlementResult> {
  const result = await settle((world.road ??= roadOf(world)), { provider_id, reference, road, ...about })
  count(world, `settled: ${result.decision}`)
  return result
}

export const roadOf = (world: World): SettlementDependencies => ({
  ...world.ports,
  medusa: {
    ...world.ports.medusa,
    capture: (sessionId, part) => noting(world, "capture", () => processPayment(world, sessionId, part)),
    authorize: (step) => noting(world, "authorize", () => authorize(world, step)),
    placeOrder: ({ paymentId }) => noting(world, "place order", () => placeOrder(world, paymentId)),
    cancelOrder: () => noting(world, "cancel order", () => cancelOrder(world, "plugin")),
    dropSession: ({ sessionId }) => noting(world, "drop session", () => dropSession(world, sessionId)),
    // The model's Medusa shows what it has on record.
    recountPayment: () => Promise.reject(new TypeError("the model does not call this")),
    linkOrder: () => noting(world, "link order", () => linkOrder(world)),
    repairAccount: (step) => noting(world, "repair account", () => repairAccount(world, step)),
  },
})

async function noting(world: World, step: string, work: () => Promise<void>): Promise<void> {
  count(world, `step: ${step}`)
  try {
    await work()
  } catch (error) {
    count(world, `step failed: ${step}`)
    throw error
  }
}

async function placeOrder(world: World, paymentId: string): Promise<void> {
  const payment = world.medusa.payments.find(({ id }) => id === paymentId)!
  checkPlaced(world, payment)
  await restoreSession(world, payment)
  await completeCart(world)
}

/** A payment that Medusa canceled when it could not complete the cart is taken up again: the hold stands. */
async function authorize(
  world: World,
  { sessionId, cartId, paymentId }: Parameters<SettlementDependencies["medusa"]["authorize"]>[0],
): Promise<void> {
  const { medusa } = world
  const payment = paymentOf(medusa, sessionId)
  await inMedusa(world, () => {
    if (!payment?.isCanceled || payment.isCaptured) return
    payment.isCanceled = false
    count(world, "payment taken up again")
  })
  if (cartId === null || orderOf(medusa)) return void (await authorizeSession(world, sessionId))
  if (payment && paymentId !== null) await restoreSession(world, payment)
  await completeCart(world)
}

async function dropSession(world: World, sessionId: string): Promise<void> {
  await withCart(world, async () => {
    const session = world.medusa.sessions.find(({ id }) => id === sessionId)
    if (session && !orderOf(world.medusa)) await deleteSession(world, session)
  })
}

async function linkOrder(world: World): Promise<void> {
  const order = orderOf(world.medusa) as Order
  await withCart(world, async () => {
    await inMedusa(world, () => (order.hasPayments = true))
  })
}

async function repairAccount(
  world: World,
  { missing, surplus }: Parameters<SettlementDependencies["medusa"]["repairAccount"]>[0],
): Promise<void> {
  const { medusa } = world
  await withCart(world, async () => {
    const order = orderOf(medusa) as Order
    const isThere = (captureId: string) => order.entries.some(({ of }) => of === captureId)
    const captures = medusa.payments.flatMap((payment) => payment.captures)
    await inMedusa(world, () => {
      for (const { captureId: of } of missing.filter(({ captureId }) => !isThere(captureId))) {
        const { amount } = captures.find(({ id }) => id === of)!
        order.entries.push({ id: newId(medusa, "ordtrx"), kind: "capture", of, amount })
      }
    })
    await inMedusa(world, () => (order.entries = order.entries.filter(({ id }) => !surplus.includes(id))))
  })
}
