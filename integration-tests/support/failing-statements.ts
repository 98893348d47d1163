import { interceptQueries } from "./queries"

const REFUSED = "select 1/0 as refused"

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
  let refusals = 0
  const restore = interceptQueries((text, args, send) => {
    if (refusals === times || !pattern.test(text)) return send(args)
    refusals += 1
    const [statement, ...rest] = args
    const isText = typeof statement === "string"
    return send([isText ? REFUSED : { ...(statement as object), text: REFUSED, values: [] }, ...rest])
  })
  try {
    await work()
    return refusals
  } finally {
    restore()
  }
}
