import type { FaultRule, GatewayName, NotificationPolicyPatch } from "../../../src/simulator"
import type { FailPoint } from "../medusa/fail-points"

/** What becomes of the notification that an event at the gateway causes. */
export const FATES = ["prompt", "duplicated", "delayed", "held", "late", "dropped", "signed wrongly"] as const
export type Fate = (typeof FATES)[number]

export interface Notice {
  fate: Fate
  policy: NotificationPolicyPatch
}

/** Which of the shopper's payments, counted from the newest; further back than there are means the oldest. */
export type Back = number

export type Share = "all" | "part" | "rest" | "more"

/** What a gateway's host says for a while, whatever it is asked. */
export const OUTAGES = ["error envelope", "404 page", "Cloudflare page", "empty body"] as const
export type Outage = (typeof OUTAGES)[number]

export interface PayStep {
  do: "pay"
  back: Back
  share: Share
  notice: Notice
  which?: "newest" | "oldest"
  /** The entry whose address is in the gateway's cabinet; the payment's own unless it is said. */
  hook?: string
}

/** What a shopper does in the store and at the gateway. */
export type ShopperStep =
  | { do: "choose"; provider: string }
  | { do: "edit cart" }
  | PayStep
  | { do: "give up"; back: Back; how: "cancel" | "fail" | "expire"; notice: Notice }
  /** The gateway is at work on it: Tegro's status 4. */
  | { do: "process"; back: Back }
  | { do: "open the page"; back: Back }
  /** A card is declined on the gateway's page, where the shopper may try another one. */
  | { do: "decline a card"; back: Back }
  | { do: "say sent"; back: Back }
  | { do: "poll"; back: Back; times: number }
  | { do: "complete"; times: number }
  | { do: "wait"; ms: number }
  /** Until there is an order of what was paid. */
  | { do: "await the order" }

/** What a thief, or a careless operator of the gateway, does with notifications. */
export type NotificationStep =
  | { do: "forge"; back: Back; sign: "wrong" | "none" | "valid"; says: "paid" | "canceled" }
  | { do: "replay"; seed: number }
  | { do: "release held"; seed: number }

export const CAPTURE_MANNERS = ["in full", "in part", "twice at once", "in two parts"] as const
export type CaptureManner = (typeof CAPTURE_MANNERS)[number]

export const REFUND_OUTCOMES = ["done", "failed"] as const
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number]

/** What the merchant does in Medusa's own dashboard. */
export type MerchantStep =
  /** `when` is what the plan means; it is how the table counts it. */
  | { do: "cancel order"; when: "before payment" | "after payment" | "while paying"; inMs: number }
  | { do: "refund"; how: "in part" | "in full" | "twice at once" | "to the last kopeck" }
  /** Of money that is held. */
  | { do: "capture"; how: CaptureManner; inMs: number }
  | { do: "credit order"; share: "all" | "part" }
  /** One more of the first item; what it costs more is to be paid by a link. */
  | { do: "edit order" }
  | { do: "choose for the edit"; provider: string }
  /** Cash on delivery: what another provider authorized comes in. */
  | { do: "capture cash" }
  /** The button on the page of an order that waits for its payment. */
  | { do: "authorize"; inMs: number }
  | { do: "sell out" }
  | { do: "restock" }
  | { do: "settle payouts"; seed: number; outcome: "confirm" | "cancel" }
  /** Past the store: in the gateway's own cabinet. */
  | { do: "refund in the cabinet"; back: Back; share?: "all" | "part" }
  | { do: "capture in the cabinet"; back: Back; share: "all" | "part"; notice: Notice }
  | { do: "void in the cabinet"; back: Back; notice: Notice }
  /** The gateway's time for it is over. */
  | { do: "end the hold"; back: Back; notice: Notice }
  /** A refund that is under way comes to its end at the gateway. */
  | { do: "settle refunds"; outcome: RefundOutcome }
  /** With every other merchant's: all processes stop, and start with other entries. Perhaps it is paid meanwhile. */
  | { do: "rename entries"; meanwhile: PayStep | null }

/** What another store does with the same shop at Tegro, whose cabinet sends all notifications to one address. */
export type NeighbourStep = {
  do: "another store sells"
  paid: number
  unpaid: number
  /** Whether its notifications come to this store. */
  isHeard: boolean
  seed: number
}

/** What a person does on the plugin's pages. */
export type PersonStep =
  | { do: "resolve"; as: "returned" | "note"; seed: number }
  | { do: "place order"; seed: number }
  | { do: "check now"; seed: number }

export type TroubleStep =
  | { do: "fault"; rule: FaultRule }
  | { do: "outage"; gateway: GatewayName; how: Outage; calls: number }
  | { do: "fail"; point: FailPoint; nth: number }
  | { do: "lose events"; event: string; times: number }
  | { do: "kill"; instance: number; inMs: number }
  | { do: "restart database"; inMs: number }
  | { do: "sweep"; times: number }
  /** Hours pass for all that belongs to this shopper. */
  | { do: "age"; hours: number }

export type Step = ShopperStep | NotificationStep | MerchantStep | NeighbourStep | PersonStep | TroubleStep

/** A step of one kind. */
export type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>

export const SHOPPER_KINDS = [
  "wanderer",
  "order first",
  "edited",
  "refunded",
  "scarce",
  "weekend",
  "helped",
  "drilled",
  "quiet",
  "neighbours",
  "renamed",
  "taken at once",
  "held",
  "sent back",
] as const
export type ShopperKind = (typeof SHOPPER_KINDS)[number]

export interface ShopperPlan {
  kind: ShopperKind
  currency: "rub" | "azn"
  /** `plain` has no stock to be counted. */
  goods: "plain" | "plenty" | "scarce"
  quantity: number
  steps: Step[]
}
