import { OutcomeUnknown } from "../core/errors"

/** What the gateway shows after a lost answer: it is to be sent once more, nobody knows, or it is done. */
export type AfterLostAnswer<Answer> = "again" | "unclear" | { answer: Answer }

/** A call of the kind `once`, and how its gateway is asked what became of it. */
export interface OnceOnly<Answer, Found> {
  send(): Promise<Answer>
  /** Null only when the gateway itself says that it knows of nothing; an error is no answer. */
  lookUp(): Promise<Found | null>
  /**
   * What a look-up means. By default what the gateway does not know is sent once more, and what it shows is of no use
   * without the answer that was lost.
   */
  judge?(found: Found | null): AfterLostAnswer<Answer>
}

/**
 * Sends what would be done twice. After a lost answer the gateway is asked first what became of it; then it is sent at
 * most once more.
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
