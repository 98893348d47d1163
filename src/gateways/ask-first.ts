import { OutcomeUnknown } from "../core/errors"

/** What a look-up after a lost answer means: the call is sent once more, its outcome stays unknown, or it was done. */
export type AfterLostAnswer<Answer> = "again" | "unclear" | { answer: Answer }

/** A call that would be done twice if it were sent twice, and the look-up of what became of it. */
export interface OnceOnly<Answer, Found> {
  send(): Promise<Answer>
  /** Null only when the gateway itself says that it knows of nothing; an error is no answer. */
  lookUp(): Promise<Found | null>
  /**
   * What a look-up means. By default a call of which the gateway knows nothing is sent once more, and any other stays
   * unclear, since the lost answer is needed.
   */
  judge?(found: Found | null): AfterLostAnswer<Answer>
}

/**
 * Sends a call. After a lost answer it looks up what became of the call, and then sends it at most once more.
 *
 * @throws OutcomeUnknown when nobody knows whether it was done
 */
export async function askFirst<Answer, Found>(call: OnceOnly<Answer, Found>): Promise<Answer> {
  try {
    return await call.send()
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error
    const after = await judged(call)
    if (after === "unclear") throw error
    return after === "again" ? call.send() : after.answer
  }
}

async function judged<Answer, Found>({
  lookUp,
  judge = (found) => (found === null ? "again" : "unclear"),
}: OnceOnly<Answer, Found>): Promise<AfterLostAnswer<Answer>> {
  try {
    return judge(await lookUp())
  } catch {
    return "unclear"
  }
}
