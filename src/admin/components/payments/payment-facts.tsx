import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { useNow } from "../../lib/locale/use-now"
import { PaymentStatusBadge, TestBadge } from "../common/badges"
import { CopyFact, Fact, Facts, TimeFact, When } from "../common/facts"
import { OrderLink } from "../common/order-link"
import { MoneyFacts } from "./money-facts"

interface PaymentFactsProps {
  payment: PaymentDetail
  /** Whether the order is shown; its own page shows it already. */
  withOrder: boolean
}

export function PaymentFacts({ payment, withOrder }: PaymentFactsProps) {
  const { t, money } = useWords()
  const { currency_code: currency, provider_id, missing } = payment
  const titleOf = useTitleOf()
  return (
    <Facts>
      <Fact name={t("common.gateway")}>
        <span className="inline-flex flex-wrap items-center gap-2">
          {titleOf(provider_id)}
          {payment.test && <TestBadge />}
        </span>
      </Fact>
      <Fact name={t("payments.status")}>
        <PaymentStatusBadge status={payment.status} />
      </Fact>
      <Fact name={t("payments.asked")}>{money(payment.amount, currency)}</Fact>
      <Fact name={t("payments.received")}>{payment.received && money(payment.received, currency)}</Fact>
      <Fact name={t("payments.missing")}>
        {missing && (
          <>
            <span className="text-ui-fg-error">{money(missing, currency)}</span>
            {payment.status === "underpaid" && (
              <span className="text-ui-fg-subtle block">{t("payments.missing_hint")}</span>
            )}
          </>
        )}
      </Fact>
      <MoneyFacts payment={payment} />
      <Fact name={t("payments.fee")}>{payment.fee && money(payment.fee, currency)}</Fact>
      <CopyFact name={t("payments.reference")} text={payment.reference} />
      <CopyFact name={t("payments.gateway_id")} text={payment.gateway_id} />
      {withOrder && <Fact name={t("common.order")}>{<OrderLink order={payment.order} />}</Fact>}
      {withOrder && <Fact name={t("payments.shopper")}>{payment.email}</Fact>}
      <Times payment={payment} />
    </Facts>
  )
}

function Times({ payment }: { payment: PaymentDetail }) {
  const { t } = useWords()
  const { created_at, last_observed_at, next_check_at, superseded_at } = payment
  return (
    <>
      <TimeFact name={t("payments.created")} at={created_at} />
      <TimeFact name={t("payments.last_look")} at={last_observed_at} never={t("common.never")} />
      <Fact name={t("payments.next_look")}>
        {next_check_at ? <NextLook at={next_check_at} /> : t("payments.no_look")}
      </Fact>
      <TimeFact name={t("payments.superseded")} at={superseded_at} />
    </>
  )
}

/** A time in the past means that the next sweep looks; "2 minutes ago" would say that somebody has looked. */
function NextLook({ at }: { at: string }) {
  const { t } = useWords()
  const now = useNow()
  return Date.parse(at) > now ? <When at={at} /> : <>{t("payments.soon")}</>
}
