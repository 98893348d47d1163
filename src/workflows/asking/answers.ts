import type { Balance, Connection, Observation } from "../../core"
import { LastAnswers } from "./last-answers"
import { UnderWay } from "./under-way"

/** How long a page waits for a gateway, in milliseconds: with its own reading it answers within a second. */
export const WAIT_MS = 700

const SECOND = 1_000

/** What gateways last said, in this process. */
export const answers = {
  balances: new LastAnswers<Balance[]>({ freshMs: 60 * SECOND, retryMs: 15 * SECOND, keep: 200 }),
  statements: new LastAnswers<Observation[]>({ freshMs: 30 * SECOND, retryMs: 10 * SECOND, keep: 200 }),
  connections: new LastAnswers<Connection>({ freshMs: 60 * SECOND, retryMs: 15 * SECOND, keep: 200 }),
}

/** Settlements and payouts that people started. */
export const work = new UnderWay()

/** As after a restart. */
export function forgetAnswers(): void {
  for (const known of Object.values(answers)) known.forget()
}
