import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { INDEXES_ON_ALL_ROWS } from "../large-indexes"

/*
 * What the background work needs: turns that only one process takes, and work that is found by the account that it
 * belongs to. The first indexes hold only rows that wait for something, so they are made in a moment however large the
 * table is.
 */

const STATEMENTS = [
  `alter table "gateway_watch"
    add column if not exists "next_run_at" timestamptz null,
    add column if not exists "count" integer not null default 0,
    add column if not exists "position" timestamptz null`,
  `create index if not exists "IDX_payment_attempt_provider_due" on "payment_attempt" ("provider_id", "next_check_at")
    WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  `create index if not exists "IDX_gateway_payout_provider_due" on "gateway_payout" ("provider_id", "next_check_at")
    WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  `create index if not exists "IDX_gateway_notification_provider_received"
    on "gateway_notification" ("provider_id", "created_at") WHERE state = 'received' AND deleted_at IS NULL`,
  // Larger indexes, where the tables are small. A store that has sold for long gets them in the background, since making
  // them here would let notifications wait for as long as it takes.
  `do $$ begin
    if (select reltuples between 0 and 100000 from pg_class where oid = to_regclass('gateway_notification'))
      or not exists (select 1 from gateway_notification offset 100000) then
      ${INDEXES_ON_ALL_ROWS.map((index) => `create index if not exists ${index};`).join("\n      ")}
    end if;
  end $$`,
  `drop index if exists "IDX_payment_attempt_due"`,
  `drop index if exists "IDX_gateway_payout_due"`,
  `drop index if exists "IDX_gateway_notification_due"`,
  // Nothing reads these: the prefix index finds whole references, too.
  `drop index if exists "IDX_gateway_notification_reference"`,
  `drop index if exists "IDX_gateway_notification_deleted_at"`,
  `drop index if exists "IDX_payment_attempt_deleted_at"`,
]

export class Migration20261125223000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of STATEMENTS) this.addSql(statement)
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "gateway_watch" drop column if exists "next_run_at", drop column if exists "count"`,
    )
  }
}
