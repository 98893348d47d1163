import { keyOf, type Books, type OrderRow } from "../books"
import { CANCEL_UNPAID_AFTER_HOURS, isHeldBy, isOrderFirst, isOurs } from "../plan/providers"
import { eventsOf, type Story, type StoryEvent } from "../story"
import { report, sum, type Auditing, type Fault } from "./report"

/** Of the orders that are canceled, those that no merchant canceled must have been unpaid, uncovered and overdue. */
export function auditCancels(auditing: Auditing): void {
  for (const order of auditing.books.orders) {
    const { canceledAt } = order
    if (canceledAt === null || isByMerchant(auditing, order.id, canceledAt)) continue
    auditing.result.canceledUnpaid += 1
    const [collectionId = null] = order.collections
    const say = (fault: Fault, text: string) =>
      report(auditing, fault, collectionId, `order ${order.id}: ${text}`)
    const story = auditing.stories.find(({ collections }) =>
      order.collections.some((id) => collections.includes(id)),
    )
    auditCancel(auditing, { ...order, canceledAt }, story ?? { collections: [], events: [] }, say)
  }
}

const isByMerchant = ({ stories }: Auditing, id: string, canceledAt: number) =>
  eventsOf(stories, "merchant cancels").some(({ orderId, at }) => orderId === id && at <= canceledAt)

type Canceled = OrderRow & { canceledAt: number }
type Say = (fault: Fault, text: string) => void

function auditCancel(auditing: Auditing, order: Canceled, story: Story, say: Say): void {
  const { books } = auditing
  const isOwn = (row: { payment_collection_id: string }) =>
    order.collections.includes(row.payment_collection_id)
  if (!books.attempts.some((one) => isOwn(one) && isOrderFirst(one.provider_id))) {
    return say("living order canceled", "canceled, and it did not wait for its payment")
  }
  const overdueAt = overdueSince(story, order.canceledAt)
  if (overdueAt === undefined) return say("canceled too early", "canceled before its time was over")
  // What was so when the time ran out, any look could see that led to the cancel.
  const [sign] = signsOfLife(auditing, order, story, overdueAt)
  if (sign) say("living order canceled", sign)
}

const BEGINS: ReadonlySet<StoryEvent["kind"]> = new Set(["chosen", "order placed"])

/** When the order had been there for long enough since it was placed and a way to pay was chosen, if it had. */
function overdueSince({ events }: Story, canceledAt: number): number | undefined {
  let hours = 0
  for (const event of events) {
    if (event.at >= canceledAt) return undefined
    if (BEGINS.has(event.kind)) hours = 0
    if (event.kind === "hours passed") hours += event.hours
    if (hours >= CANCEL_UNPAID_AFTER_HOURS && !isBegunAgain(events, event.at, canceledAt)) return event.at
  }
  return undefined
}

const isBegunAgain = (events: readonly StoryEvent[], at: number, until: number) =>
  events.some(({ kind, ...event }) => BEGINS.has(kind) && event.at > at && event.at < until)

/** Why an order must not be canceled, as it was at that moment. */
function signsOfLife({ books }: Auditing, order: Canceled, story: Story, at: number): string[] {
  const payments = books.payments.filter((one) => order.collections.includes(one.payment_collection_id))
  const inMedusa = payments.flatMap(({ provider_id, captures, ...payment }) => [
    ...captures.filter((one) => one.at < at).map(() => `it was paid by ${provider_id}`),
    ...((!isOurs(provider_id) || isHeldBy(provider_id)) && payment.at < at
      ? [`it was authorized by ${provider_id}`]
      : []),
  ])
  const before = story.events.filter((event) => event.at < at)
  const chosen = before.findLast((event) => event.kind === "chosen")
  return [
    ...inMedusa,
    ...(chosen?.kind === "chosen" && chosen.key === null ? ["another way to pay was chosen last"] : []),
    ...before.flatMap((event) => signOf(event, before, books, order.id, at)),
  ]
}

function signOf(
  event: StoryEvent,
  before: readonly StoryEvent[],
  books: Books,
  orderId: string,
  at: number,
): string[] {
  switch (event.kind) {
    case "money came":
      return isKnowable(event.key, before, books, at) ? [`money had come for ${event.key}`] : []
    case "in confirmation": {
      const isOver = before.some((one) => one.kind === "over at the gateway" && one.key === event.key)
      return isOver ? [] : [`${event.key} was in confirmation`]
    }
    case "merchant credits":
      return event.isAll && event.orderId === orderId ? ["credit lines covered it"] : []
    default:
      return []
  }
}

/**
 * A gateway whose API tells no sums says "paid" when all has come; of a part only its notification tells. Money that a
 * person took care of, or sent back in the cabinet before it was captured, keeps no order alive.
 */
function isKnowable(key: string, before: readonly StoryEvent[], books: Books, at: number): boolean {
  const toldAt = books.gateways.get(key)?.toldAt ?? null
  const came = before.flatMap((event) =>
    event.kind === "money came" && event.key === key ? [event.amount] : [],
  )
  const attempt = books.attempts.find((one) => keyOf(one) === key)
  const returned = before.flatMap((event) =>
    event.kind === "returned in the cabinet" && event.key === key ? [event.amount] : [],
  )
  if (sum(returned) >= sum(came)) return false
  // What was only held, and for another session, goes back.
  if (books.gateways.get(key)?.hold?.ended) return false
  if (books.problems.some(({ attempt_id, settled }) => settled && attempt_id === attempt?.id)) return false
  const asked = attempt?.asked
  return (toldAt !== null && toldAt < at) || (asked !== undefined && sum(came) >= asked)
}
