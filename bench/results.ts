import type { AdminResult } from "./admin/measure"
import type { CallResult } from "./calls/measure"
import type { MemoryResult } from "./memory/measure"
import type { NotificationResult } from "./notifications/measure"
import type { PaidResult } from "./paid/measure"
import type { RequireResult } from "./require"
import type { SignatureResult } from "./signatures"
import type { Machine } from "./support/machine"
import type { SweepResult } from "./sweep/measure"

/** Everything that one run has found; a part that was not asked for is missing. */
export interface Results {
  command: string
  takenAt: string
  seconds: number
  machine: Machine
  versions: { plugin: string; medusa: string; axios: string }
  calls?: CallResult[]
  signatures?: SignatureResult[]
  require?: RequireResult[]
  memory?: MemoryResult[]
  notifications?: NotificationResult[]
  paid?: PaidResult[]
  sweep?: SweepResult[]
  admin?: AdminResult[]
}

/** The parts of a run. */
export const PARTS = [
  "calls",
  "signatures",
  "require",
  "memory",
  "notifications",
  "paid",
  "sweep",
  "admin",
] as const

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number]
