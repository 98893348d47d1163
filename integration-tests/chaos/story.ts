/** What really happened to one shopper, and when, by the clock of this machine: what the books are judged by. */
export interface Story {
  /** Payment collections of the cart and of the order's edits. */
  collections: string[]
  events: StoryEvent[]
}

/** Money is named by its gateway's key, see `keyOf`. Sums are minor units. */
export type StoryEvent = { at: number } & (
  | { kind: "chosen"; key: string | null; collectionId: string }
  | { kind: "order placed"; orderId: string }
  /** The shopper completes the cart by Medusa's own route, from `at` to `until`; whatever the answer is. */
  | { kind: "cart completed"; until: number }
  | { kind: "money came"; key: string; amount: bigint }
  /** The gateway itself calls it more than pending. */
  | { kind: "in confirmation"; key: string }
  | { kind: "over at the gateway"; key: string }
  | { kind: "hours passed"; hours: number }
  /** Begun, and perhaps done: the answer may have been lost. */
  | { kind: "merchant cancels"; orderId: string }
  | { kind: "merchant refunds"; paymentId: string; amount: bigint }
  /** Of money that is held. */
  | { kind: "merchant captures"; paymentId: string; amount: bigint }
  | { kind: "captured in the cabinet"; key: string; amount: bigint }
  | { kind: "returned in the cabinet"; key: string; amount: bigint }
  /** By its time, or in the cabinet. */
  | { kind: "hold ended"; key: string }
  | { kind: "merchant credits"; orderId: string; isAll: boolean }
  | { kind: "person resolves"; problemId: string; as: "returned" | "note" }
)

type Kind = StoryEvent["kind"]
export type EventOf<K extends Kind> = Extract<StoryEvent, { kind: K }>

export function eventsOf<K extends Kind>(stories: readonly Story[], kind: K): EventOf<K>[] {
  return stories.flatMap(({ events }) => events.filter((event): event is EventOf<K> => event.kind === kind))
}

/** The story that a payment collection belongs to. */
export const storyOf = (stories: readonly Story[], collectionId: string | null) =>
  stories.find(({ collections }) => collectionId !== null && collections.includes(collectionId))
