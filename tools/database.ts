import { Client } from "@medusajs/framework/pg"

import { startEmbeddedPostgres } from "./embedded-postgres"

/** What {@link provideDatabase} needs to know. */
export interface DatabaseOptions {
  /** Name of the database inside the embedded server; created when it is missing. */
  name: string
  /** Folder of the embedded server's data. */
  dataDir: string
  /** See `startEmbeddedPostgres`. */
  durable?: boolean
}

/** A database to connect to. */
export interface ProvidedDatabase {
  url: string
  /** Whether it is the embedded one. */
  embedded: boolean
  notice?: string
  /** Stops the server, if it is ours. */
  stop(): Promise<void>
}

/** The database of `DATABASE_URL`, used as it is, or else one in an embedded server. */
export async function provideDatabase(options: DatabaseOptions): Promise<ProvidedDatabase> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, embedded: false, stop: async () => undefined }
  const server = await startEmbeddedPostgres(options)
  try {
    await createDatabase(server.url(), options.name)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url: server.url(options.name), embedded: true, notice: server.notice, stop: () => server.stop() }
}

/** Creates the database unless it is there. */
export async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
