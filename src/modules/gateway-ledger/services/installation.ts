import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createHash } from "node:crypto"
import { copyReason, placeHost, type CopyReason, type DatabasePlace } from "../../../core"
import type { Journal } from "./journal"

const TABLE = "gateway_place"

/** A place where somebody has confirmed this store to live. */
export interface KnownPlace extends DatabasePlace {
  /** Id of a user; null for the first place, where the store began. */
  confirmed_by: string | null
  created_at: Date
}

/** Whether this database is the live store's, and the places that decide it. */
export interface InstallationState {
  /** Why it is not; null where it is. */
  reason: CopyReason | null
  here: DatabasePlace
  known: KnownPlace[]
}

/**
 * Where this store lives. A copied or restored database brings the places of its origin along, and is at none of them, which
 * gives it away. The database is asked each time, since a backup may be restored under a running process.
 */
export class Installation {
  /** Whether the database's user may read the server's identity, as far as it was tried. */
  private tellsSystem = true

  constructor(
    private readonly knex: Knex,
    private readonly journal: Journal,
  ) {}

  /** Takes the first place for the live store's; a person must confirm every other one. */
  async state(): Promise<InstallationState> {
    const here = await this.place()
    const known = await this.known()
    if (known.length > 0) return { reason: copyReason(here, known), here, known }
    await this.insert(here, null, this.knex)
    return { reason: null, here, known: await this.known() }
  }

  async isLive(): Promise<boolean> {
    return (await this.state()).reason === null
  }

  /** A hash that names the place where this database is, live store or not. */
  async id(): Promise<string> {
    return createHash("sha256")
      .update(JSON.stringify(await this.place()))
      .digest("hex")
  }

  /** A person says that the live store is here. */
  async confirm(actorId: string): Promise<void> {
    const here = await this.place()
    await this.knex.transaction(async (trx) => {
      await this.insert(here, actorId, trx)
      const said = { kind: "said", road: "admin", action: "confirm_live_store", actor_id: actorId } as const
      await this.journal.append({ ...said, details: { ...here } }, trx)
    })
  }

  private known(): Promise<KnownPlace[]> {
    return this.knex<KnownPlace, KnownPlace[]>(TABLE).select("*").orderBy("created_at")
  }

  private async insert(place: DatabasePlace, confirmed_by: string | null, within: Knex): Promise<void> {
    await within(TABLE)
      .insert({ ...place, confirmed_by })
      .onConflict()
      .ignore()
  }

  private async place(): Promise<DatabasePlace> {
    const system = await this.system()
    const { rows } = await this.knex.raw<{ rows: Omit<DatabasePlace, "system" | "host">[] }>(
      `select oid::text as database, datname as name, 'payment_attempt'::regclass::oid::text as table
       from pg_database where datname = current_database()`,
    )
    return { system, host: hostOf(this.knex), ...(rows[0] as Omit<DatabasePlace, "system" | "host">) }
  }

  private async system(): Promise<string> {
    if (!this.tellsSystem) return ""
    try {
      const { rows } = await this.knex.raw<{ rows: { system: string }[] }>(
        "select system_identifier::text as system from pg_control_system()",
      )
      return rows[0]?.system ?? ""
    } catch (error) {
      // The function is forbidden or missing. Any other error does not tell that this is another server.
      if (!["42501", "42883", "0A000"].includes((error as { code?: string }).code ?? "")) throw error
      this.tellsSystem = false
      return ""
    }
  }
}

function hostOf(knex: Knex): string {
  const { connection } = knex.client.config as { connection?: string | Record<string, unknown> }
  const settings = typeof connection === "string" ? { connectionString: connection } : (connection ?? {})
  const { connectionString, host } = settings as { connectionString?: string; host?: string }
  const url = connectionString && URL.canParse(connectionString) ? new URL(connectionString) : undefined
  return placeHost(
    url ? decodeURIComponent(url.hostname || url.searchParams.get("host") || "") : (host ?? ""),
  )
}
