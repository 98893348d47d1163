import type { AdminResult } from "./admin/measure"
import type { CallResult } from "./calls/measure"
import type { MemoryResult } from "./memory/measure"
import type { NotificationResult } from "./notifications/measure"
import type { PaidResult } from "./paid/measure"
import type { RequireResult } from "./require"
import type { SignatureResult } from "./signatures"
import type { StatusResult } from "./status/measure"
import type { SizeResult } from "./size/measure"
import type { Machine } from "./support/machine"
import type { SweepResult } from "./sweep/measure"
import type { Abandoned } from "./watch/abandoned"
import type { Hanging } from "./watch/hanging"
import type { QuietDay } from "./watch/quiet-day"

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
  day?: QuietDay
  abandoned?: Abandoned[]
  hanging?: Hanging[]
  status?: StatusResult[]
  admin?: AdminResult[]
  size?: SizeResult[]
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
  "day",
  "abandoned",
  "hanging",
  "status",
  "admin",
  "size",
] as const

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number]
