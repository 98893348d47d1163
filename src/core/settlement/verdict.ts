import type { Money } from "../money"
import type { ReleasedStatus } from "../payment/payment-status"
import type { Problem } from "../problem/problems"
import type { PaymentFacts } from "./facts/facts"

/** What one attempt's money is, by everything that is known of its order. */
export type Verdict =
  /**
   * All of the money is there, the order asks for it, and Medusa may capture it: what was asked, never more. `part`:
   * the gateway has taken only this part of a hold.
   */
  | { kind: "capture"; excess: Money | null; part?: Money }
  /** All of the money is held, and the order asks for it: the order may be placed, and the merchant captures later. */
  | { kind: "authorize" }
  /** The money is held, and Medusa has it as authorized. */
  | { kind: "authorized"; payment: PaymentFacts }
  /** The money is held, and no order asks for it: it goes back at once. `problem` says why. */
  | { kind: "void"; problem: Problem }
  /** Medusa has captured the money. */
  | { kind: "captured"; payment: PaymentFacts }
  /** Money is there, and waits for a person. `gatewayId`: the payment's number while another may become the own one. */
  | { kind: "hold"; problem: Problem; amount: Money | null; gatewayId: string | null }
  /** A person has dealt with the money; `wentBack`: by returning all of it. */
  | { kind: "settled_by_person"; wentBack: boolean }
  /** Money may still come. `inConfirmation`: the gateway calls it more than pending, or a part has come. */
  | { kind: "wait"; inConfirmation: boolean }
  /** The gateway says that the payment is over without money. */
  | { kind: "release"; status: ReleasedStatus | "refunded" }

export const hold = (problem: Problem, amount: Money | null, gatewayId: string | null = null): Verdict => ({
  kind: "hold",
  problem,
  amount,
  gatewayId,
})

export const wait = (inConfirmation: boolean): Verdict => ({ kind: "wait", inConfirmation })
