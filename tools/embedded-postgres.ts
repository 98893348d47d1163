import { existsSync, rmSync } from "node:fs"
import { resolve } from "node:path"

import { freePort } from "./free-port"
import { rememberLauncher, stopLeftoverServer } from "./postgres/leftover-server"
import { preparePlace, type PreparedPlace } from "./postgres/place"
import { initialize, isInitialized, startServer, stopServer } from "./postgres/server"

/** What {@link startEmbeddedPostgres} may be told. */
export interface EmbeddedPostgresOptions {
  /** Folder of the database cluster; made when it does not exist. Its parent should be of the project. */
  dataDir: string
  /** TCP port on 127.0.0.1; a free one by default. */
  port?: number
  /** `true`: what is committed survives a power cut. By default the disk is not waited for, which suits tests. */
  durable?: boolean
}

/** A running PostgreSQL server. */
export interface EmbeddedPostgres {
  port: number
  pid: number
  /** Something the user should know, if the server could not be run in the usual way. */
  notice?: string
  /** The connection string of a database (`postgres` by default). */
  url(database?: string): string
  /** Stops the server; safe to call twice. */
  stop(): Promise<void>
}

const PORT_ATTEMPTS = 3

/**
 * Starts the PostgreSQL that npm installed, over a data directory of the project. It listens on the loopback address
 * only, ends with this process, and leaves nothing outside the data directory.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  if (existsSync(dataDir)) await stopLeftoverServer(dataDir)
  const place = preparePlace(dataDir)
  try {
    if (!isInitialized(place.dataDir)) initialize(place)
    const { child, port } = await startOnFreePort(place, options)
    rememberLauncher(place.dataDir)
    const stopWithProcess = () => child.kill("SIGINT")
    process.once("exit", stopWithProcess)
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await stopServer(child)
      process.removeListener("exit", stopWithProcess)
      place.leave()
    }
    return {
      port,
      pid: child.pid ?? 0,
      notice: place.notice,
      // "localhost" rather than 127.0.0.1: Medusa's test runner switches TLS on for any other host.
      url: (database = "postgres") => `postgres://postgres:postgres@localhost:${port}/${database}`,
      stop: () => (stopped ??= stop()),
    }
  } catch (error) {
    place.leave()
    throw error
  }
}

/**
 * Deletes a data directory with everything in it, and stops a server that a killed run has left over it.
 *
 * @throws when the directory is in use
 */
export async function discardEmbeddedPostgres(dataDir: string): Promise<void> {
  const folder = resolve(dataDir)
  if (existsSync(folder)) await stopLeftoverServer(folder)
  rmSync(folder, { recursive: true, force: true })
}

async function startOnFreePort(place: PreparedPlace, { port, durable = false }: EmbeddedPostgresOptions) {
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort())
    try {
      return { port: chosen, child: await startServer(place, chosen, durable) }
    } catch (error) {
      // Somebody else may take a free port between the look and the use.
      const taken = error instanceof Error && error.message.includes("could not bind")
      if (!taken || port !== undefined || attempt === PORT_ATTEMPTS) throw error
    }
  }
}
