import type { CreatePayoutInput } from "../../../src/workflows"
import type { Catalog } from "../../support/catalog"
import type { KillPoint } from "./kill-points"

/** What the runner asks of a Medusa process: one sweep, a payout as admins make it, or to die when it comes to a point. */
export type Order =
  { do: "sweep" } | { do: "pay out"; payout: Partial<CreatePayoutInput> } | { do: "die at"; point: KillPoint }

export type Command = { id: number } & Order

/** What it answers: that it serves (with the store it has made, if it was told to), or what came of a command. */
export type Reply =
  { ready: true; catalog?: Catalog } | { id: number; result: object } | { id: number; error: string }
