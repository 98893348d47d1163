import { Text, clx } from "@medusajs/ui"

import type { ActorInfo, TimelineEvent } from "../../../api/admin/payment-gateways/types"
import { keptErrorText } from "../../lib/data/failure"
import { useWords, type Words } from "../../lib/locale/texts"
import { When } from "../common/facts"
import { actorName } from "../common/history"

/** What happened to a payment, newest first. */
export function Timeline({ events, currency }: { events: readonly TimelineEvent[]; currency: string }) {
  return (
    <ol className="border-ui-border-base ml-1 flex flex-col gap-y-3 border-l pl-4">
      {events.toReversed().map((event, index) => (
        <Event key={`${event.at} ${event.type} ${index}`} event={event} currency={currency} />
      ))}
    </ol>
  )
}

function Event({ event, currency }: { event: TimelineEvent; currency: string }) {
  const words = useWords()
  const more = detailOf(event, currency, words)
  return (
    <li className="relative">
      <span
        aria-hidden
        className={clx(
          "absolute -left-[21px] top-1 size-2 rounded-full",
          isTrouble(event) ? "bg-ui-tag-red-icon" : "bg-ui-tag-neutral-icon",
        )}
      />
      <Text size="small" leading="compact" className="text-pretty">
        {titleOf(event, words)}
      </Text>
      {more.map((line) => (
        <Text key={line} size="xsmall" className="text-ui-fg-subtle break-words">
          {line}
        </Text>
      ))}
      <Text size="xsmall" className="text-ui-fg-muted">
        <When at={event.at} />
      </Text>
    </li>
  )
}

const isTrouble = (event: TimelineEvent) =>
  event.type === "problem_opened" ||
  (event.type === "notification" && event.state === "failed") ||
  (event.type === "operation" && event.state === "failed") ||
  (event.type === "step" && !event.done)

function titleOf(event: TimelineEvent, { t, known }: Words): string {
  switch (event.type) {
    case "notification":
    case "observed":
      return t(`event.${event.type}`, { status: t(`status.${event.status}`) })
    case "problem_opened":
    case "problem_changed":
    case "problem_resolved":
      return t(`event.${event.type}`, { problem: t(`problem.${event.kind}.title`) })
    case "created":
    case "cleared":
    case "superseded":
    case "cancel_requested":
      return t(`event.${event.type}`)
    case "step": {
      const step = known(`step.${event.step}`, event.step)
      return t(event.done ? "event.step" : "event.step_failed", { step })
    }
    case "action":
      return known(`record.${event.action}`, event.action)
    case "operation":
      return t(`event.${event.operation}_${event.state}`)
    case "payout":
      return t("event.payout", { state: t(`payout.${event.state}`) })
  }
}

function detailOf(event: TimelineEvent, currency: string, words: Words): string[] {
  const { t, money, known } = words
  const part = (amount: string | null) =>
    amount && t("payments.paid_part", { amount: money(amount, currency) })
  const lines = ((): (string | null | undefined | false)[] => {
    switch (event.type) {
      case "observed":
        return [part(event.received), event.road && t(`road.${event.road}`)]
      case "notification":
        return [
          part(event.received),
          event.outcome && known(`outcome.${event.outcome}`, event.outcome),
          event.deliveries > 1 && t("payments.deliveries", { count: event.deliveries }),
          event.error && keptErrorText(event.error, words),
        ]
      case "problem_opened":
      case "problem_changed":
        return [event.amount && money(event.amount, currency)]
      case "problem_resolved":
        return [byPerson(event.by, words) ?? t("problems.itself"), event.note]
      case "action":
        return [byPerson(event.by, words) ?? t("event.by_shopper"), event.note]
      case "step":
        return [event.note, event.road && t(`road.${event.road}`)]
      case "operation":
        return [event.amount && money(event.amount, currency), event.note, byPerson(event.by, words)]
      case "payout":
        return [event.amount && money(event.amount, event.currency_code ?? currency), event.note]
      case "created":
      case "cleared":
      case "superseded":
      case "cancel_requested":
        return []
    }
  })()
  return lines.filter((line): line is string => Boolean(line))
}

const byPerson = (by: ActorInfo | null, words: Words) =>
  by && words.t("common.by", { who: actorName(by, words) })
