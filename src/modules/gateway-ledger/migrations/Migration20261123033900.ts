import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** For the admin's lists, newest first, and for prefixes, which no index of a model can be told of. */
const INDEXES: Record<string, string> = {
  IDX_payment_attempt_created: `"payment_attempt" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_payment_attempt_status_created: `"payment_attempt" ("status", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_payment_attempt_provider_created: `"payment_attempt" ("provider_id", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_payment_attempt_reference_prefix: `"payment_attempt" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  IDX_payment_problem_created: `"payment_problem" ("state", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_payment_problem_reference_prefix: `"payment_problem" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  IDX_gateway_notification_created: `"gateway_notification" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_gateway_notification_state_created: `"gateway_notification" ("state", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  IDX_gateway_notification_reference_prefix: `"gateway_notification" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  IDX_gateway_payout_created: `"gateway_payout" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
}

export class Migration20261123033900 extends Migration {
  override async up(): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      this.addSql(`CREATE INDEX IF NOT EXISTS "${name}" ON ${on};`)
    }
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      this.addSql(`drop index if exists "${name}";`)
    }
  }
}
