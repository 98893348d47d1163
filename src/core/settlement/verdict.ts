import type { Money } from "../money"
import type { ReleasedStatus } from "../payment-status"
import type { Problem } from "../problems"
import type { PaymentFacts } from "./facts"

/** What one attempt's money is, by everything that is known of its order. */
export type Verdict =
  /**
   * It is all there, belongs to what the order asks for, and may be captured: what was asked, never more. `part`: of a
   * hold only that was taken.
   */
  | { kind: "capture"; excess: Money | null; part?: Money }
  /** It is all held, and belongs to what the order asks for: the order may be placed, and the merchant captures it. */
  | { kind: "authorize" }
  /** It is held, and Medusa has it as authorized. */
  | { kind: "authorized"; payment: PaymentFacts }
  /** It is held, and nothing asks for it (any more): it goes back at once. Why, as a problem would say it. */
  | { kind: "void"; problem: Problem }
  /** Medusa has it captured. */
  | { kind: "captured"; payment: PaymentFacts }
  /** It is money, and it waits for a person. `gatewayId`: the payment's number while another may become the own one. */
  | { kind: "hold"; problem: Problem; amount: Money | null; gatewayId: string | null }
  /** A person has dealt with it; `wentBack`: by returning all of it. */
  | { kind: "settled_by_person"; wentBack: boolean }
  /** It may still come. `inConfirmation`: the gateway calls it more than pending, or a part has come. */
  | { kind: "wait"; inConfirmation: boolean }
  /** The gateway says that it is over without money. */
  | { kind: "release"; status: ReleasedStatus | "refunded" }

export const hold = (problem: Problem, amount: Money | null, gatewayId: string | null = null): Verdict => ({
  kind: "hold",
  problem,
  amount,
  gatewayId,
})

export const wait = (inConfirmation: boolean): Verdict => ({ kind: "wait", inConfirmation })
