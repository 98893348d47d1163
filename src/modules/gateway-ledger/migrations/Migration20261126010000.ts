import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What each account's own list at its gateway showed, and how far it was read. */
const TABLES = [
  `create table if not exists "gateway_account" (
    "gateway" text not null, "account" text not null, "read_at" timestamptz null,
    "next_read_at" timestamptz not null default now(), "next_recent_at" timestamptz not null default now(),
    "next_old_at" timestamptz not null default now(), "reading_since" timestamptz null,
    "reading_page" integer not null default 1, "reading_depth" text null, "is_past_known" boolean not null default false,
    "leased_until" timestamptz null, "failures" integer not null default 0, "error" text null,
    constraint "gateway_account_pkey" primary key ("gateway", "account"))`,

  `create table if not exists "gateway_statement" (
    "id" bigint generated always as identity, "gateway" text not null, "account" text not null, "gateway_id" text not null,
    "reference" text not null, "status" text not null, "code" text not null, "asked" text null, "received" text null,
    "fee" text null, "currency_code" text null, "test" boolean not null default false, "paid_at" text null,
    "made_at" timestamptz not null, "seen_at" timestamptz not null default now(),
    "changed_at" timestamptz not null default now(), "read_at" timestamptz not null default now(),
    "due_at" timestamptz null, "tries" integer not null default 0,
    constraint "gateway_statement_pkey" primary key ("id"))`,

  `create table if not exists "store_mark" (
    "mark" text not null, "place" text not null default '', "created_at" timestamptz not null default clock_timestamp(),
    constraint "store_mark_pkey" primary key ("mark"), constraint "store_mark_place" unique ("place"))`,
]

const COLUMNS = `alter table "payment_attempt" add column if not exists "account" text null`

/** References of 0.1.0 have no mark; a store that has made some knows them as its own. */
const UNMARKED = `insert into "store_mark" ("mark", "created_at")
  select '', "created_at" from "payment_attempt" order by "created_at" limit 1 on conflict do nothing`

const INDEXES = [
  `create unique index if not exists "IDX_gateway_statement_payment" on "gateway_statement" ("gateway", "account", "gateway_id")`,
  // Gateways count upwards, so the newest have the highest numbers; or their ids begin with the time.
  `create index if not exists "IDX_gateway_statement_newest"
    on "gateway_statement" ("gateway", "account", lpad("gateway_id", 40, '0') desc)`,
  `create index if not exists "IDX_gateway_statement_read" on "gateway_statement" ("read_at")`,
  `create index if not exists "IDX_gateway_statement_due"
    on "gateway_statement" ("gateway", "account", "made_at" desc) where due_at is not null`,
]

export class Migration20261126010000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [...TABLES, UNMARKED, ...INDEXES, COLUMNS]) this.addSql(statement)
  }

  override async down(): Promise<void> {
    for (const name of ["gateway_account", "gateway_statement", "store_mark"]) {
      this.addSql(`drop table if exists "${name}" cascade`)
    }
    this.addSql(`alter table "payment_attempt" drop column if exists "account"`)
  }
}
