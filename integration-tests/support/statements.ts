import { Client } from "@medusajs/framework/pg"

/** How many SQL statements this process sends while it does something. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { query } = Client.prototype
  let count = 0
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    count += 1
    return Reflect.apply(query, this, args)
  } as unknown as typeof query
  try {
    await work()
    return count
  } finally {
    Client.prototype.query = query
  }
}
