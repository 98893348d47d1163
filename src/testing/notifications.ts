import assert from "node:assert/strict"
import type { KnownPayment, Notification, RawNotification } from "../core/gateway"
import type { Bench } from "./bench"
import type { Play } from "./conformance"

async function paid(bench: Bench): Promise<{ payment: KnownPayment; raw: RawNotification }> {
  const payment = await bench.start()
  await bench.otherSide.pay(payment.reference)
  const raw = (await bench.otherSide.notifications(payment.reference)).at(-1)
  assert.ok(raw, "the other side sent no notification")
  return { payment, raw }
}

/** The same payment and status, and not more money. */
function assertNoMore(bench: Bench, read: Notification, genuine: Notification, message: string): void {
  const { reference, subject, claim } = read
  assert.deepEqual(
    { reference, subject, status: claim.status },
    { reference: genuine.reference, subject: genuine.subject, status: genuine.claim.status },
    message,
  )
  if (claim.received === genuine.claim.received) return
  assert.ok(claim.received !== null && genuine.claim.received !== null, message)
  assert.ok(!bench.money(genuine.claim.received).lessThan(bench.money(claim.received)), message)
}

const refused = (bench: Bench, raw: RawNotification) =>
  bench.fails(["invalid_notification"], () => bench.gateway.parseNotification(raw))

/** Hearing of money. */
export const notifications: Record<string, Play> = {
  "believes a genuine notification, and knows which payment it is about": async (bench) => {
    const { payment, raw } = await paid(bench)
    const notification = bench.gateway.parseNotification(raw)
    bench.see(notification)
    assert.equal(notification.reference, payment.reference)
    assert.equal(notification.subject, "payment")
    assert.equal(notification.claim.status, "paid")
  },

  "knows a notification again that comes twice": async (bench) => {
    const [first, second] = [await paid(bench), await paid(bench)]
    const fingerprint = (raw: RawNotification) => bench.gateway.parseNotification(raw).fingerprint
    const copy = structuredClone({ ...first.raw, fields: first.raw.fields.map((field) => [...field]) })
    assert.equal(fingerprint(copy as unknown as RawNotification), fingerprint(first.raw))
    assert.notEqual(fingerprint(first.raw), fingerprint(second.raw))
  },

  "believes no more than the genuine notification said when it was changed on the way": async (bench) => {
    const { raw } = await paid(bench)
    const genuine = bench.gateway.parseNotification(raw)
    for (const [at, [name, value]] of raw.fields.entries()) {
      for (const other of ["", "1", `${value}0`, value.slice(1), "confirm", "cancel", "9999999"]) {
        const fields = raw.fields.map(([field, text], index): [string, string] => [
          field,
          index === at ? other : text,
        ])
        const read = await bench.read({ ...raw, fields })
        if (read) assertNoMore(bench, read, genuine, `a changed field "${name}" is believed`)
      }
    }
  },

  "believes nothing without its signature": async (bench) => {
    const { raw } = await paid(bench)
    const fields = raw.fields.filter(([name]) => !/^sign/i.test(name))
    await refused(bench, { fields, headers: {} })
    await refused(bench, { fields: [], headers: {} })
  },

  "believes nothing that was signed with another key": async (bench) => {
    const { raw } = await paid(bench)
    const other = bench.create("wrong_key")
    await bench.fails(["invalid_notification"], () => other.parseNotification(raw))
  },

  "believes nothing that is meant for another account": async (bench) => {
    const { raw } = await paid(bench)
    const other = bench.create("other_account")
    await bench.fails(["invalid_notification"], () => other.parseNotification(raw))
  },

  "believes a genuine notification only as a reason to ask": async (bench) => {
    const [mine, another] = [await bench.start(), await paid(bench)]
    const { claim } = bench.gateway.parseNotification(another.raw)
    const { received, currency } = claim
    const told = { ...mine, claims: { [claim.status]: { received, currency } } }
    await bench.attempt(async () => {
      const observation = await bench.gateway.fetchPayment(told)
      assert.notEqual(observation?.status, "paid", "a claim alone shows the payment as paid")
    })
  },
}
