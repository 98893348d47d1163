import type { MedusaContainer } from "@medusajs/framework/types"
import { LEASE_MS, settleNotification } from "./inbox"
import { ledgerOf, logOf } from "./services"

/** Settlements at a time in one process: they share the database's connections with the answers to the gateways. */
const AT_ONCE = 4

/** How long a settlement stands back for gateways that wait for their answer. */
const STAND_BACK_MS = 250

const waiting = new Map<string, { container: MedusaContainer; since: number }>()
let workers = 0
let answering = 0
let whenAnswered: (() => void)[] = []

/** Runs what a gateway waits for. In a burst of notifications all are written down before the first is settled. */
export async function answerFirst<T>(answer: () => Promise<T>): Promise<T> {
  answering++
  try {
    return await answer()
  } finally {
    answering--
    if (answering === 0) {
      whenAnswered.forEach((go) => go())
      whenAnswered = []
    }
  }
}

/** Settles a notification in the background, as soon as a place is free. What a crash loses here stays in the inbox. */
export function settleSoon(container: MedusaContainer, id: string): void {
  waiting.set(id, { container, since: performance.now() })
  if (workers < AT_ONCE) {
    void workOff()
  }
}

async function workOff(): Promise<void> {
  workers++
  for (const [id, { container, since }] of waiting) {
    waiting.delete(id)
    await quiet(since + STAND_BACK_MS - performance.now())
    await workOnNotification(container, id)
  }
  workers--
}

/** Resolves when no gateway waits for an answer, or the time is over. */
async function quiet(atMostMs: number): Promise<void> {
  if (answering === 0 || atMostMs <= 0) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, atMostMs)
    whenAnswered.push(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/**
 * Settles one notification of the inbox, if nobody else does. Never throws: what fails stays in the inbox, and the
 * sweep comes back to it.
 */
async function workOnNotification(container: MedusaContainer, id: string): Promise<void> {
  try {
    const claimed = await ledgerOf(container).inbox.claim(id, LEASE_MS)
    if (claimed) {
      await settleNotification(container, claimed)
    }
  } catch (error) {
    logOf(container).error(
      `payment-gateways: notification ${id} waits for the sweep (${(error as Error).message})`,
    )
  }
}
