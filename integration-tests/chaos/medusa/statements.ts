import { interceptQueries } from "../../support/queries"

/** What becomes of a statement that is about to be sent. `lost` is never sent, and its caller waits for ever. */
export type Fate = "sent" | "failed" | "lost"

/** As PostgreSQL refuses a statement when its disk is full: the statement fails, and so does its transaction. */
const REFUSED = "do $$ begin raise exception 'chaos: could not extend file' using errcode = '53100'; end $$"

/** Decides about every statement that this process sends from now on. */
export function interceptStatements(decide: (text: string) => Fate): void {
  interceptQueries((text, args, send) => {
    switch (decide(text)) {
      case "sent":
        return send(args)
      case "failed":
        return send([REFUSED, ...args.filter((arg) => typeof arg === "function")])
      case "lost":
        return new Promise(() => undefined)
    }
  })
}
