import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import {
  cancelOrderWorkflow,
  completeCartWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import request from "supertest"
import { DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { config as orderCanceled } from "../../src/subscribers/order-canceled"
import { applicationContainer } from "../../src/medusa/container"
import { hasOwnLocks } from "../../src/medusa/lock"
import { adminAuthorization } from "../support/admin"
import { storeSuite } from "../support/store-suite"

/** The columns that src/medusa reads and writes by SQL, and no public contract of Medusa promises. */
const COLUMNS: Record<string, string[]> = {
  cart: ["id", "currency_code", "completed_at", "deleted_at"],
  cart_payment_collection: ["cart_id", "payment_collection_id", "deleted_at"],
  order_payment_collection: ["order_id", "payment_collection_id", "deleted_at"],
  order_cart: ["order_id", "cart_id", "deleted_at"],
  order: ["id", "currency_code", "canceled_at", "status", "created_at", "version", "deleted_at"],
  order_summary: ["order_id", "version", "totals", "deleted_at"],
  order_change: ["id", "order_id", "change_type", "status", "created_at", "deleted_at"],
  order_credit_line: ["order_id", "amount", "deleted_at"],
  order_item: ["order_id", "item_id", "version", "quantity", "fulfilled_quantity", "deleted_at"],
  order_line_item: ["id", "variant_id"],
  product_variant: ["id", "manage_inventory"],
  reservation_item: ["line_item_id", "deleted_at"],
  order_transaction: ["id", "order_id", "reference", "reference_id", "deleted_at"],
  payment_collection: ["id", "raw_amount", "deleted_at"],
  payment: [
    ...["id", "provider_id", "payment_session_id", "payment_collection_id", "currency_code", "amount"],
    ...["raw_amount", "data", "canceled_at", "created_at", "deleted_at"],
  ],
  capture: ["id", "payment_id", "raw_amount", "deleted_at"],
  refund: ["id", "payment_id", "raw_amount", "created_by", "deleted_at"],
  "payment_session (to restore one)": [
    ...["id", "currency_code", "amount", "raw_amount", "provider_id", "data", "context", "status"],
    ...["authorized_at", "payment_collection_id", "deleted_at"],
  ],
}

/** All of a restored session is written by us: a column that must be given, and is not, makes no order of the money. */
const RESTORED = COLUMNS["payment_session (to restore one)"]!

storeSuite("what the plugin knows of Medusa's insides", (store) => {
  const knex = () => store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex

  const paidOrder = async (providerId: string) => {
    const { shopper, simulator, settled, books, hookUrl } = store()
    const notifyUrl = hookUrl(providerId.replace("pp_", ""))
    await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { notifyUrl })
    const checkout = await shopper.checkOut("rub", providerId)
    await simulator.control.tegro.pay(checkout.session.data.reference)
    await settled()
    const [orderId] = (await books(checkout.cartId)).orders
    return { ...checkout, orderId: orderId as string }
  }

  it("is where it was: the tables and their columns", async () => {
    const rows = await knex()("information_schema.columns")
      .where({ table_schema: "public" })
      .select("table_name", "column_name")
    const there = new Set(rows.map(({ table_name, column_name }) => `${table_name}.${column_name}`))
    const missing = Object.entries(COLUMNS).flatMap(([name, columns]) =>
      columns.map((column) => `${name.split(" ")[0]}.${column}`).filter((one) => !there.has(one)),
    )
    expect(missing).toEqual([])
  })

  it("is where it was: payment_session needs no column that a restored session lacks", async () => {
    const needed = await knex()("information_schema.columns")
      .where({ table_schema: "public", table_name: "payment_session", is_nullable: "NO" })
      .whereNull("column_default")
      .pluck("column_name")
    expect(needed.filter((column) => !RESTORED.includes(column))).toEqual([])
  })

  it("is where it was: the table of Medusa's PostgreSQL locks has an expiration", async () => {
    const provider = "@medusajs/locking-postgres/dist/models/locking"
    const { default: model } = await import(provider)
    const { tableName, schema } = model.parse()
    // Medusa's name of a table is the model's, in lower case.
    expect({ table: tableName.toLowerCase(), columns: Object.keys(schema) }).toEqual({
      table: "locking",
      columns: expect.arrayContaining(["expiration"]),
    })
  })

  it("is where it was: the services and containers", async () => {
    const { container } = store()
    const payment = container.resolve(Modules.PAYMENT) as unknown as Record<string, never>
    expect({
      "payment module has paymentProviderService_.retrieveProvider": typeof (
        payment.paymentProviderService_ as { retrieveProvider?: unknown } | undefined
      )?.retrieveProvider,
      "payment module lists providers by id": typeof payment.listPaymentProviders,
      "a provider is the class that was configured": typeof (
        payment.paymentProviderService_ as unknown as { retrieveProvider(id: string): { gateway?: unknown } }
      ).retrieveProvider("pp_tegro_main").gateway,
      "locking module has defaultProviderId": typeof (
        container.resolve(Modules.LOCKING) as unknown as { defaultProviderId?: unknown }
      ).defaultProviderId,
      "locks of the default provider are this process's own": hasOwnLocks(container.resolve(Modules.LOCKING)),
      "the framework keeps the application's container": typeof (await applicationContainer()).resolve(
        Modules.CART,
      ),
    }).toEqual({
      "payment module has paymentProviderService_.retrieveProvider": "function",
      "payment module lists providers by id": "function",
      "a provider is the class that was configured": "object",
      "locking module has defaultProviderId": "string",
      "locks of the default provider are this process's own": true,
      "the framework keeps the application's container": "object",
    })
  })

  it("is where it was: the names of workflows and events", () => {
    const known = (id: string) => [id, WorkflowManager.getWorkflow(id) !== undefined]
    const workflows = [completeCartWorkflow, cancelOrderWorkflow, processPaymentWorkflow].map((one) =>
      one.getName(),
    )
    expect(workflows).toEqual(["complete-cart", "cancel-order", "process-payment-workflow"])
    expect(workflows.map(known)).toEqual(workflows.map((id) => [id, true]))
    expect(orderCanceled.event).toBe(OrderWorkflowEvents.CANCELED)
  })

  it("is where it was: what an order keeps of its money", async () => {
    const { orderId, session } = await paidOrder("pp_tegro_main")
    const summary = await knex()("order_summary").where({ order_id: orderId }).first()
    const payment = await knex()("payment").where({ payment_session_id: session.id }).first()
    const capture = await knex()("capture").where({ payment_id: payment?.id }).first()
    const entry = await knex()("order_transaction").where({ order_id: orderId }).first()
    expect({
      "order_summary.version of a new order": summary?.version,
      "order_summary.totals has raw_current_order_total":
        typeof summary?.totals.raw_current_order_total?.value,
      "order_summary.totals has raw_pending_difference": typeof summary?.totals.raw_pending_difference?.value,
      "order_summary.totals has raw_credit_line_total": typeof summary?.totals.raw_credit_line_total?.value,
      "payment.raw_amount has value": typeof payment?.raw_amount?.value,
      "capture.raw_amount has value": typeof capture?.raw_amount?.value,
      "order_transaction.reference of a capture": entry?.reference,
      "order_transaction.reference_id is the capture's id": entry?.reference_id === capture?.id,
    }).toEqual({
      "order_summary.version of a new order": 1,
      "order_summary.totals has raw_current_order_total": "string",
      "order_summary.totals has raw_pending_difference": "string",
      "order_summary.totals has raw_credit_line_total": "string",
      "payment.raw_amount has value": "string",
      "capture.raw_amount has value": "string",
      "order_transaction.reference of a capture": "capture",
      "order_transaction.reference_id is the capture's id": true,
    })
  })

  it("is where it was: who refunds, before the provider is asked, and the refund in the order's account", async () => {
    const { container, medusaUrl } = store()
    const { orderId, session } = await paidOrder("pp_tegro_manual")
    const payment = await knex()("payment").where({ payment_session_id: session.id }).first()
    const response = await request(medusaUrl)
      .post(`/admin/payments/${payment?.id}/refund`)
      .set("authorization", await adminAuthorization(container))
      .send({ amount: 1 })
    expect(response.status).toBe(200)
    const refund = await knex()("refund").where({ payment_id: payment?.id }).first("id", "created_by")
    const entry = await knex()("order_transaction").where({ order_id: orderId, reference: "refund" }).first()
    expect({
      "refund.created_by": refund?.created_by,
      "order_transaction.reference_id is the refund's id": entry?.reference_id === refund?.id,
    }).toEqual({
      "refund.created_by": expect.stringMatching(/^user_/),
      "order_transaction.reference_id is the refund's id": true,
    })
  })
})
