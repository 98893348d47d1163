import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What people look for, and what the retention goes through; the tables are small. */
const INDEXES: Record<string, string> = {
  payment_problem_collection: `"payment_problem" ("payment_collection_id") WHERE deleted_at IS NULL`,
  gateway_payout_reference_prefix: `"gateway_payout" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  balance_snapshot_taken_at: `"balance_snapshot" ("taken_at") WHERE deleted_at IS NULL`,
}

/** Which entry has payments in which states: the one tells much of the other, and PostgreSQL takes them for independent. */
const STATISTICS = `create statistics if not exists "STAT_payment_attempt_provider_status" (mcv)
  on "provider_id", "status" from "payment_attempt"`

export class Migration20261126020000 extends Migration {
  override async up(): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      this.addSql(`create index if not exists "IDX_${name}" on ${on}`)
    }
    this.addSql(STATISTICS)
  }

  override async down(): Promise<void> {
    this.addSql(`drop statistics if exists "STAT_payment_attempt_provider_status"`)
    for (const name of Object.keys(INDEXES)) this.addSql(`drop index if exists "IDX_${name}"`)
  }
}
