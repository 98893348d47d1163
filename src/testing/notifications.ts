import assert from "node:assert/strict"
import type { KnownPayment, RawNotification, SignedNotification } from "../core/gateway"
import { when, type ConformanceCheck } from "./check"
import type { ConformanceContext } from "./context"

async function paid(context: ConformanceContext): Promise<{ payment: KnownPayment; raw: RawNotification }> {
  const payment = await context.start()
  await context.otherSide.pay(payment.reference)
  const raw = (await context.otherSide.notifications(payment.reference)).at(-1)
  assert.ok(raw, "the other side sent no notification")
  return { payment, raw }
}

const signed = when(
  ({ gateway }) => gateway.capabilities.notifications === "signed",
  "the gateway signs no notifications",
)

const unsigned = when(
  ({ gateway }) => gateway.capabilities.notifications === "unsigned",
  "the gateway signs its notifications",
)

/** A genuine notification of a gateway that signs them. */
function genuine(context: ConformanceContext, raw: RawNotification): SignedNotification {
  const notification = context.gateway.parseNotification(raw)
  context.see(notification)
  assert.equal(notification.proof, "signed", "a genuine notification is not believed")
  return notification as SignedNotification
}

/** Asserts that a notification claims the same payment and status as another, and no more money. */
function assertNoMore(
  context: ConformanceContext,
  read: SignedNotification,
  from: SignedNotification,
  message: string,
): void {
  const { reference, subject, claim } = read
  assert.deepEqual(
    { reference, subject, status: claim.status },
    { reference: from.reference, subject: from.subject, status: from.claim.status },
    message,
  )
  if (claim.received === from.claim.received) return
  assert.ok(claim.received !== null && from.claim.received !== null, message)
  assert.ok(!context.money(from.claim.received).lessThan(context.money(claim.received)), message)
}

const refused = (context: ConformanceContext, raw: RawNotification) =>
  context.fails(["invalid_notification"], () => context.gateway.parseNotification(raw))

/** Texts to put in a value's place. */
const forgeries = (value: string) => ["", "1", `${value}0`, value.slice(1), "confirm", "cancel", "9999999"]

/** All copies of a notification with one value changed, in its fields or anywhere in its JSON. */
function changed({ ...raw }: RawNotification): { name: string; raw: RawNotification }[] {
  if (raw.json !== undefined) {
    return leavesOf(raw.json).flatMap(({ path, value }) =>
      forgeries(String(value)).map((other) => {
        const json = withLeaf(raw.json, path, other)
        const body = Buffer.from(JSON.stringify(json))
        const fields = raw.fields.map(([name, text]): [string, string] => [
          name,
          name === path[0] ? other : text,
        ])
        return { name: path.join("."), raw: { ...raw, body, fields, json } }
      }),
    )
  }
  return raw.fields.flatMap(([name, value], at) =>
    forgeries(value).map((other) => {
      const fields = raw.fields.map((field, index): [string, string] => [
        field[0],
        index === at ? other : field[1],
      ])
      return { name, raw: { ...raw, fields, body: Buffer.from(new URLSearchParams(fields).toString()) } }
    }),
  )
}

type Leaf = { path: string[]; value: unknown }

function leavesOf(json: unknown, path: string[] = []): Leaf[] {
  if (typeof json !== "object" || json === null) return [{ path, value: json }]
  return Object.entries(json).flatMap(([name, value]) => leavesOf(value, [...path, name]))
}

function withLeaf(json: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value
  const copy = structuredClone(json) as Record<string, unknown>
  copy[name] = withLeaf(copy[name], rest, value)
  return copy
}

/** Notifications. */
export const notifications: Record<string, ConformanceCheck> = {
  "believes a genuine notification, and knows which payment it is about": signed(async (context) => {
    const { payment, raw } = await paid(context)
    const notification = genuine(context, raw)
    assert.equal(notification.reference, payment.reference)
    assert.equal(notification.subject, "payment")
    assert.equal(notification.claim.status, "paid")
  }),

  "knows a notification again that comes twice": signed(async (context) => {
    const [first, second] = [await paid(context), await paid(context)]
    const copy = structuredClone(first.raw)
    const again = { ...copy, body: Buffer.from(first.raw.body) }
    const fingerprint = genuine(context, first.raw).fingerprint
    assert.equal(genuine(context, again).fingerprint, fingerprint)
    assert.notEqual(genuine(context, second.raw).fingerprint, fingerprint)
  }),

  "believes no more than the genuine notification said when it was changed on the way": signed(
    async (context) => {
      const { raw } = await paid(context)
      const original = genuine(context, raw)
      for (const forged of changed(raw)) {
        const read = await context.read(forged.raw)
        if (read?.proof === "signed") {
          assertNoMore(context, read, original, `a changed field "${forged.name}" is believed`)
        }
      }
    },
  ),

  "believes nothing without its signature": signed(async (context) => {
    const { raw } = await paid(context)
    const fields = raw.fields.filter(([name]) => !/^sign/i.test(name))
    const body = Buffer.from(new URLSearchParams(fields.map(([...field]) => field)).toString())
    const bare = { body, fields, query: [], headers: {} }
    for (const without of [
      bare,
      { ...raw, fields, headers: {} },
      { ...bare, fields: [], body: Buffer.alloc(0) },
    ]) {
      await refused(context, without)
    }
  }),

  "believes nothing that was signed with another key": signed(async (context) => {
    const { raw } = await paid(context)
    const other = context.create("wrong_key")
    await context.fails(["invalid_notification"], () => other.parseNotification(raw))
  }),

  "believes nothing that is meant for another account": signed(async (context) => {
    const { raw } = await paid(context)
    const other = context.create("other_account")
    await context.fails(["invalid_notification"], () => other.parseNotification(raw))
  }),

  "believes a genuine notification only as a reason to ask": signed(async (context) => {
    const [mine, another] = [await context.start(), await paid(context)]
    const { claim } = genuine(context, another.raw)
    const { received, currency } = claim
    const told = { ...mine, claims: { [claim.status]: { received, currency } } }
    await context.attempt(async () => {
      const observation = await context.gateway.fetchPayment(told)
      assert.notEqual(observation?.status, "paid", "a claim alone shows the payment as paid")
    })
  }),

  "takes nothing but a number to ask about from a notification that anybody could have written": unsigned(
    async (context) => {
      const { payment, raw } = await paid(context)
      const notification = await context.read(raw)
      assert.ok(notification, "a notification of the gateway's is refused")
      assert.deepEqual(
        [notification.proof, notification.subject, "gatewayId" in notification && notification.gatewayId],
        ["none", "payment", payment.gatewayId],
      )
    },
  ),

  "is told nothing by a notification that a stranger has written": unsigned(async (context) => {
    const payment = await context.start()
    const { raw } = await paid(context)
    for (const forged of changed(raw)) {
      const read = await context.read(forged.raw)
      assert.ok(read === undefined || read.proof === "none", `a stranger's "${forged.name}" is believed`)
    }
    const { decision } = await context.settle(payment)
    assert.equal(decision.kind, "wait", "a payment that nobody has paid is taken for paid")
  }),

  "refuses bytes that say nothing, and fails in no other way": async (context) => {
    for (const text of ["", "{}", "[]", "null", "\0", "a=1", '{"object":null}', '{"object":{"id":{}}}']) {
      const body = Buffer.from(text)
      const json = jsonOf(text)
      const raw = { body, fields: [], query: [], headers: {}, ...(json !== undefined && { json }) }
      const read = await context.read(raw)
      assert.ok(read === undefined || read.proof === "none", `"${text}" is believed`)
    }
  },
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
