import { interceptQueries } from "./queries"

/** How many SQL statements this process sends while it does something. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  const restore = interceptQueries((_, args, send) => {
    count += 1
    return send(args)
  })
  try {
    await work()
    return count
  } finally {
    restore()
  }
}
