import { Client } from "@medusajs/framework/pg"

/** Sends a statement with these arguments of the driver's, as it would have been sent. */
export type Send = (args: unknown[]) => unknown

/**
 * Puts itself between this process and its database: every statement from now on comes by here, before it is sent.
 *
 * @returns takes it away again
 */
export function interceptQueries(around: (text: string, args: unknown[], send: Send) => unknown): () => void {
  const { query } = Client.prototype
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    return around(textOf(args[0]), args, (sent) => Reflect.apply(query, this, sent))
  } as unknown as typeof query
  return () => {
    Client.prototype.query = query
  }
}

function textOf(statement: unknown): string {
  const text = typeof statement === "string" ? statement : (statement as { text?: unknown } | null)?.text
  return typeof text === "string" ? text : ""
}
