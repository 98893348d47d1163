import { sleep } from "../../../tools/sleep"
import { Shopper, type Session } from "../../support/shopper"
import { gatewayOf } from "../plan/providers"
import type { Back, ShopperPlan } from "../plan/steps"
import type { Stocked } from "../medusa/store"
import { keyOf } from "../books"
import type { Rendezvous } from "../rendezvous"
import type { Story, StoryEvent } from "../story"
import type { Tally } from "../tally"
import type { World } from "../world"

export interface Payment {
  session: Session
  provider: string
  reference: string
  asked: number
  collectionId: string
}

/** What the histories share. */
export interface Surroundings {
  world: World
  tally: Tally
  /** References that a thief of the secret has lied about. */
  forged: Set<string>
  /** References of another store. */
  foreign: Set<string>
  /** The day on which entries are renamed and removed, while it is one. */
  renaming?: Renaming
}

/** All shoppers of the day come to each of both, and then it happens. */
export interface Renaming {
  stopped: Rendezvous
  started: Rendezvous
  isOver: boolean
}

/** Everything about one shopper that the steps of the plan work on. */
export class Scene {
  cartId = ""
  /** The cart's; empty until it was made. */
  collectionId = ""
  /** The order's latest edit's, if it asks for money. */
  editCollectionId: string | undefined
  readonly payments: Payment[] = []
  readonly story: Story = { collections: [], events: [] }
  readonly shopper: Shopper
  /** What this shopper buys, where it is scarce. */
  readonly scarceGoods: Stocked
  /** What strikes while the plan goes on. */
  readonly later: Promise<unknown>[] = []
  /** Notifications of this shopper's that are lost for now, and come when all is over. */
  readonly late: string[] = []

  constructor(
    readonly surroundings: Surroundings,
    readonly plan: ShopperPlan,
  ) {
    this.scarceGoods = this.world.giveScarceGoods()
    this.shopper = new Shopper(this.world.catalog, this.world.url)
  }

  get world(): World {
    return this.surroundings.world
  }

  get tally(): Tally {
    return this.surroundings.tally
  }

  /** Counts what happened, and once more where it happened in a quiet shop. */
  count(name: string): void {
    this.tally.add(name)
    if (this.plan.kind === "quiet") this.tally.add(`quiet shop: ${name}`)
  }

  note(event: Record<string, unknown> & Pick<StoryEvent, "kind">, at = Date.now()): void {
    this.story.events.push({ ...event, at } as StoryEvent)
  }

  paymentAt(back: Back): Payment | undefined {
    return this.payments[Math.max(this.payments.length - 1 - back, 0)]
  }

  /**
   * The order of the cart, as soon as there is one; undefined when none comes in time. When it does not come by itself,
   * one sweep looks after it.
   */
  async order(patienceMs = 12_000): Promise<string | undefined> {
    const { records } = this.world
    const soon = await until(patienceMs / 4, () => records.orderOf(this.cartId))
    if (soon || patienceMs < 4_000) return soon
    await this.world.ledger.makeDue(this.story.collections)
    await this.world.living[0]?.sweep().catch(() => undefined)
    return until(patienceMs / 2, () => records.orderOf(this.cartId))
  }

  /** Does something several times in the same moment; what came of each. */
  async atOnce(times: number, work: (n: number) => Promise<object>): Promise<string> {
    const answers = await Promise.allSettled(Array.from({ length: times }, (_, n) => work(n)))
    return answers
      .map((one) =>
        one.status === "rejected"
          ? (one.reason as Error).message
          : String((one.value as { status?: number }).status ?? JSON.stringify(one.value)),
      )
      .join(", ")
  }

  /** Starts something that strikes while the plan goes on. */
  after(ms: number, strike: () => Promise<unknown>): void {
    this.later.push(sleep(ms).then(strike))
  }
}

export const keyOfPayment = ({ provider, reference }: Payment) =>
  keyOf({ gateway: gatewayOf(provider), reference })

/** Two digits, as both currencies have. */
export const cents = (amount: number) => Math.round(amount * 100) / 100
export const minorOf = (amount: number) => BigInt(Math.round(amount * 100))

/** Reads again and again until there is something, or the time is over. */
export async function until<T>(ms: number, read: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const end = Date.now() + ms; ;) {
    const found = await read()
    if (found !== undefined || Date.now() > end) return found
    await sleep(250)
  }
}
