import assert from "node:assert/strict"
import type { KnownPayment, Notification, RawNotification } from "../core/gateway"
import type { ConformanceContext } from "./context"
import type { ConformanceCheck } from "./conformance"

async function paid(context: ConformanceContext): Promise<{ payment: KnownPayment; raw: RawNotification }> {
  const payment = await context.start()
  await context.otherSide.pay(payment.reference)
  const raw = (await context.otherSide.notifications(payment.reference)).at(-1)
  assert.ok(raw, "the other side sent no notification")
  return { payment, raw }
}

/** The same payment and status, and not more money. */
function assertNoMore(
  context: ConformanceContext,
  read: Notification,
  genuine: Notification,
  message: string,
): void {
  const { reference, subject, claim } = read
  assert.deepEqual(
    { reference, subject, status: claim.status },
    { reference: genuine.reference, subject: genuine.subject, status: genuine.claim.status },
    message,
  )
  if (claim.received === genuine.claim.received) return
  assert.ok(claim.received !== null && genuine.claim.received !== null, message)
  assert.ok(!context.money(genuine.claim.received).lessThan(context.money(claim.received)), message)
}

const refused = (context: ConformanceContext, raw: RawNotification) =>
  context.fails(["invalid_notification"], () => context.gateway.parseNotification(raw))

/** Hearing of money. */
export const notifications: Record<string, ConformanceCheck> = {
  "believes a genuine notification, and knows which payment it is about": async (context) => {
    const { payment, raw } = await paid(context)
    const notification = context.gateway.parseNotification(raw)
    context.see(notification)
    assert.equal(notification.reference, payment.reference)
    assert.equal(notification.subject, "payment")
    assert.equal(notification.claim.status, "paid")
  },

  "knows a notification again that comes twice": async (context) => {
    const [first, second] = [await paid(context), await paid(context)]
    const fingerprint = (raw: RawNotification) => context.gateway.parseNotification(raw).fingerprint
    const copy = structuredClone({ ...first.raw, fields: first.raw.fields.map((field) => [...field]) })
    assert.equal(fingerprint(copy as unknown as RawNotification), fingerprint(first.raw))
    assert.notEqual(fingerprint(first.raw), fingerprint(second.raw))
  },

  "believes no more than the genuine notification said when it was changed on the way": async (context) => {
    const { raw } = await paid(context)
    const genuine = context.gateway.parseNotification(raw)
    for (const [at, [name, value]] of raw.fields.entries()) {
      for (const other of ["", "1", `${value}0`, value.slice(1), "confirm", "cancel", "9999999"]) {
        const fields = raw.fields.map(([field, text], index): [string, string] => [
          field,
          index === at ? other : text,
        ])
        const read = await context.read({ ...raw, fields })
        if (read) assertNoMore(context, read, genuine, `a changed field "${name}" is believed`)
      }
    }
  },

  "believes nothing without its signature": async (context) => {
    const { raw } = await paid(context)
    const fields = raw.fields.filter(([name]) => !/^sign/i.test(name))
    await refused(context, { fields, headers: {} })
    await refused(context, { fields: [], headers: {} })
  },

  "believes nothing that was signed with another key": async (context) => {
    const { raw } = await paid(context)
    const other = context.create("wrong_key")
    await context.fails(["invalid_notification"], () => other.parseNotification(raw))
  },

  "believes nothing that is meant for another account": async (context) => {
    const { raw } = await paid(context)
    const other = context.create("other_account")
    await context.fails(["invalid_notification"], () => other.parseNotification(raw))
  },

  "believes a genuine notification only as a reason to ask": async (context) => {
    const [mine, another] = [await context.start(), await paid(context)]
    const { claim } = context.gateway.parseNotification(another.raw)
    const { received, currency } = claim
    const told = { ...mine, claims: { [claim.status]: { received, currency } } }
    await context.attempt(async () => {
      const observation = await context.gateway.fetchPayment(told)
      assert.notEqual(observation?.status, "paid", "a claim alone shows the payment as paid")
    })
  },
}
