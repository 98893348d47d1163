import type { Response } from "supertest"
import type { Session } from "../../support/shopper"
import { isOurs } from "../plan/providers"
import type { StepOf } from "../plan/steps"
import { keyOfPayment, type Payment, type Scene } from "./scene"

const TRIES = 5

/** Chooses a way to pay for the cart, or for what was made of it. */
export const choose = (scene: Scene, { provider }: StepOf<"choose">) =>
  chooseFor(scene, scene.collectionId, provider)

/** Chooses a way to pay the difference that an edit of the order made. */
export async function chooseForEdit(scene: Scene, { provider }: StepOf<"choose for the edit">) {
  return scene.editCollectionId ? chooseFor(scene, scene.editCollectionId, provider) : "no edit to be paid"
}

async function chooseFor(scene: Scene, collectionId: string, provider: string): Promise<string> {
  const { world, shopper, tally } = scene
  for (let tries = 1; tries <= TRIES; tries++) {
    await world.ready()
    const answer = await shopper.choose(collectionId, provider).catch(() => undefined)
    const session = newest(answer, provider)
    if (answer?.status === 200 && session) {
      if (isOurs(provider)) return begun(scene, { session, provider, collectionId })
      tally.add("cash on delivery chosen")
      scene.note({ kind: "chosen", key: null, collectionId })
      return session.id
    }
    // A cart that has become an order may take no more payments.
    if (answer?.status === 400) return `refused: ${answer.body.message}`
  }
  return "nobody answers"
}

function newest(answer: Response | undefined, provider: string): Session | undefined {
  const sessions = (answer?.body.payment_collection?.payment_sessions ?? []) as Session[]
  return sessions.find(({ provider_id }) => provider_id === provider)
}

function begun(
  scene: Scene,
  { session, provider, collectionId }: Pick<Payment, "session" | "provider" | "collectionId">,
): string {
  const { reference, amount } = session.data as unknown as { reference: string; amount: string }
  if (scene.payments.some((payment) => payment.reference === reference)) return `${reference} again`
  const payment = { session, provider, reference, asked: Number(amount), collectionId }
  scene.payments.push(payment)
  scene.note({ kind: "chosen", key: keyOfPayment(payment), collectionId })
  return `${reference} ${amount}`
}

export const editCart = async ({ shopper, cartId }: Scene) => String((await shopper.addItem(cartId)).status)

export const poll = (scene: Scene, { session }: Payment, times: number) =>
  scene.atOnce(times, () => scene.shopper.get(`/store/payment-gateways/sessions/${session.id}`))

const TIMES = 4

/** Looks for the order of the cart for as long as a store under heavy load needs. */
export async function awaitOrder(scene: Scene): Promise<string> {
  for (let times = 1; times <= TIMES; times++) {
    await scene.world.ready()
    const orderId = await scene.order()
    if (orderId) return orderId
  }
  return "no order comes"
}

/** Completes the cart, several times in the same moment. One who pressed once, and got no order, presses again. */
export async function complete(scene: Scene, { times }: StepOf<"complete">): Promise<string> {
  const first = await completeOnce(scene, times)
  if (times > 1 || scene.story.events.some(({ kind }) => kind === "order placed")) return first
  await scene.world.ready()
  return `${first}, then ${await completeOnce(scene, 1)}`
}

async function completeOnce(scene: Scene, times: number): Promise<string> {
  const at = Date.now()
  const press = async () => {
    try {
      return await scene.shopper.complete(scene.cartId)
    } finally {
      scene.note({ kind: "cart completed", until: Date.now() }, at)
    }
  }
  return scene.atOnce(times, async () => {
    const answer = await press()
    const orderId: unknown = answer.body.order?.id
    const isKnown = scene.story.events.some(
      (event) => event.kind === "order placed" && event.orderId === orderId,
    )
    if (orderId && !isKnown) scene.note({ kind: "order placed", orderId }, at)
    return answer
  })
}
