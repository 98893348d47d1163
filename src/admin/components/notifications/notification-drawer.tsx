import { Text } from "@medusajs/ui"

import type { NotificationRow } from "../../../api/admin/payment-gateways/types"
import { keptErrorText } from "../../lib/data/failure"
import { useWords } from "../../lib/locale/texts"
import { NotificationStateBadge } from "../common/badges"
import { CopyFact, Fact, Facts, TimeFact } from "../common/facts"
import { PaymentInline } from "../payments/payment-inline"
import { ReplayNotification } from "./replay-notification"
import { Part, SideDrawer } from "../common/side-drawer"

interface NotificationDrawerProps {
  /** Undefined when the list does not show it (any more). */
  notification: NotificationRow | undefined
  close: () => void
  watch: (on: boolean) => void
}

/** One notification: what it says, what came of it, and the payment that it is about. */
export function NotificationDrawer({ notification, close, watch }: NotificationDrawerProps) {
  const words = useWords()
  const { t } = words
  if (!notification) return null
  const { subject, reference, error, attempt_id } = notification
  return (
    <SideDrawer
      title={`${t("notifications.about")}: ${t(`subject.${subject}`)}`}
      description={reference}
      close={close}
      footer={<ReplayNotification notification={notification} watch={watch} />}
    >
      <NotificationFacts notification={notification} />
      {error && (
        <Part title={t("notifications.error")}>
          <Text size="small">{keptErrorText(error, words)}</Text>
          <Text size="xsmall" className="text-ui-fg-muted break-words">
            {error}
          </Text>
        </Part>
      )}
      {attempt_id && <PaymentInline id={attempt_id} />}
    </SideDrawer>
  )
}

function NotificationFacts({ notification }: { notification: NotificationRow }) {
  const { t, known, money } = useWords()
  const { reference, gateway_id, claimed, state, outcome, tries, deliveries } = notification
  const says = [t(`status.${claimed.status}`), claimed.received && money(claimed.received, null)]
    .filter(Boolean)
    .join(", ")
  return (
    <Facts>
      <Fact name={t("notifications.state")}>
        <NotificationStateBadge state={state} />
      </Fact>
      <Fact name={t("notifications.claimed")}>{says}</Fact>
      <Fact name={t("notifications.outcome")}>{outcome && known(`outcome.${outcome}`, outcome)}</Fact>
      <CopyFact name={t("payments.reference")} text={reference} />
      <CopyFact name={t("payments.gateway_id")} text={gateway_id} />
      <Fact name={t("notifications.tries")}>{tries}</Fact>
      <Fact name={t("notifications.deliveries")}>{deliveries}</Fact>
      <TimeFact name={t("notifications.came")} at={notification.created_at} />
      <TimeFact name={t("notifications.last")} at={notification.last_delivered_at} />
    </Facts>
  )
}
