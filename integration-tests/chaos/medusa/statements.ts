import { Client } from "@medusajs/framework/pg"

/** What becomes of a statement that is about to be sent. `lost` is never sent, and its caller waits for ever. */
export type Fate = "sent" | "failed" | "lost"

/** As PostgreSQL refuses a statement when its disk is full: the statement fails, and so does its transaction. */
const REFUSED = "do $$ begin raise exception 'chaos: could not extend file' using errcode = '53100'; end $$"

/** Decides about every statement that this process sends from now on. */
export function interceptStatements(decide: (text: string) => Fate): void {
  const { query } = Client.prototype
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    switch (decide(textOf(args[0]))) {
      case "sent":
        return Reflect.apply(query, this, args)
      case "failed":
        return Reflect.apply(query, this, [REFUSED, ...args.filter((arg) => typeof arg === "function")])
      case "lost":
        return new Promise(() => undefined)
    }
  } as unknown as typeof query
}

function textOf(statement: unknown): string {
  const text = typeof statement === "string" ? statement : (statement as { text?: unknown } | null)?.text
  return typeof text === "string" ? text : ""
}
