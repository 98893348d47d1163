import type { Catalog } from "../../support/catalog"
import type { KillPoint } from "./kill-points"

/** What the runner asks of a Medusa process: one sweep, or to die as soon as it comes to a point. */
export type Command = { id: number } & ({ do: "sweep" } | { do: "die at"; point: KillPoint })

/** What it answers: that it serves (with the store it has made, if it was told to), or what came of a command. */
export type Reply =
  { ready: true; catalog?: Catalog } | { id: number; result: object } | { id: number; error: string }
