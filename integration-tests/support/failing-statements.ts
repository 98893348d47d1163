import { Client } from "@medusajs/framework/pg"

/** One of this process's statements, before it is sent. */
interface Statement {
  text: string
  values?: unknown[]
}

/**
 * Lets the database refuse statements while something is done: those that match, so many of them, then no more. They
 * are refused by the database itself, so that a transaction around them is really broken.
 *
 * @returns how many were refused
 */
export async function failStatements(
  pattern: RegExp,
  times: number,
  work: () => Promise<unknown>,
): Promise<number> {
  const { query } = Client.prototype
  let refusals = 0
  Client.prototype.query = function (this: Client, statement: unknown, ...rest: unknown[]) {
    const isObject = typeof statement === "object" && statement !== null && "text" in statement
    const text = isObject ? (statement as Statement).text : String(statement)
    if (refusals === times || !pattern.test(text)) return Reflect.apply(query, this, [statement, ...rest])
    refusals += 1
    const refused = "select 1/0 as refused"
    const instead = isObject ? { ...(statement as Statement), text: refused, values: [] } : refused
    return Reflect.apply(query, this, [instead, ...rest])
  } as unknown as typeof query
  try {
    await work()
    return refusals
  } finally {
    Client.prototype.query = query
  }
}
