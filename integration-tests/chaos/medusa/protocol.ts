import type { CreatePayoutInput } from "../../../src/workflows"
import type { FailPoint } from "./fail-points"
import type { KillPoint } from "./kill-points"
import type { ChaosCatalog } from "./store"

/** What the runner asks of a Medusa process. */
export type Order =
  | { do: "sweep" }
  /** As admins make it. */
  | { do: "pay out"; payout: Partial<CreatePayoutInput> }
  | { do: "die at"; point: KillPoint }
  | { do: "fail"; point: FailPoint; nth: number }
  | { do: "lose events"; event: string; times: number }
  /** The time of all locks in the memory of the process is over, once those that are in use were given back. */
  | { do: "end locks" }
  /** Nothing fails and no event is lost from now on. */
  | { do: "be well" }

export type Command = { id: number } & Order

/** What it answers: that it serves (with the store it has made, if it was told to), or what came of a command. */
export type Reply =
  | { ready: true; catalog?: ChaosCatalog }
  | { id: number; result: object }
  | { id: number; error: string }
  /** Not an answer: something went wrong, as it was told to. */
  | { happened: string }
