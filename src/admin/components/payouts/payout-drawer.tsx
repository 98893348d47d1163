import { Text } from "@medusajs/ui"

import type { PayoutRow } from "../../../api/admin/payment-gateways/types"
import { usePayout, useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { PayoutStateBadge } from "../common/badges"
import { CopyFact, Fact, Facts, TimeFact } from "../common/facts"
import { History, actorName } from "../common/history"
import { PayoutActions } from "./payout-actions"
import { Part, SideDrawer } from "../common/side-drawer"
import { Loaded } from "../common/states"

/** One payout beside the list. */
export function PayoutDrawer({ id, close }: { id: string; close: () => void }) {
  const { t, money } = useWords()
  const query = usePayout(id)
  const payout = query.data?.payout
  const title = payout ? money(payout.amount, payout.currency_code) : t("common.details")
  return (
    <SideDrawer
      title={title}
      description={payout?.account}
      close={close}
      footer={payout && <PayoutActions payout={payout} />}
    >
      <Loaded query={query} lines={6}>
        {(data) => <PayoutDetails payout={data.payout} />}
      </Loaded>
    </SideDrawer>
  )
}

function PayoutDetails({ payout }: { payout: PayoutRow }) {
  const { t } = useWords()
  const { state, error, history, may_approve } = payout
  return (
    <>
      {state === "draft" && !may_approve && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("payouts.needs_other")}
        </Text>
      )}
      {error && (
        <Part title={t("notifications.error")}>
          <Text size="small" className="text-ui-fg-error break-words">
            {error}
          </Text>
        </Part>
      )}
      <PayoutFacts payout={payout} />
      {history.length > 0 && (
        <Part title={t("problems.history")}>
          <History records={history} />
        </Part>
      )}
    </>
  )
}

function PayoutFacts({ payout }: { payout: PayoutRow }) {
  const words = useWords()
  const { t, money } = words
  const { provider_id, gateway_id, approved_by, sent_at } = payout
  const titleOf = useTitleOf()
  return (
    <Facts>
      <Fact name={t("payouts.state")}>
        <PayoutStateBadge state={payout.state} />
      </Fact>
      <Fact name={t("payouts.amount")}>{money(payout.amount, payout.currency_code)}</Fact>
      <CopyFact name={t("payouts.account")} text={payout.account} />
      <Fact name={t("payouts.payment_system")}>{payout.payment_system}</Fact>
      <Fact name={t("common.gateway")}>{titleOf(provider_id)}</Fact>
      <CopyFact name={t("payments.reference")} text={payout.reference} />
      <CopyFact name={t("payments.gateway_id")} text={gateway_id} />
      <Fact name={t("payouts.requested_by")}>
        {[payout.requested_by, payout.requested_person]
          .flatMap((actor) => (actor ? [actorName(actor, words)] : []))
          .join(" · ")}
      </Fact>
      <Fact name={t("payouts.approved_by")}>{approved_by && actorName(approved_by, words)}</Fact>
      <TimeFact name={t("payments.created")} at={payout.created_at} />
      <TimeFact name={t("payouts.sent")} at={sent_at} />
      <Fact name={t("common.note")}>{payout.note}</Fact>
    </Facts>
  )
}
