import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useProviders } from "../../lib/queries"
import { useWords } from "../../lib/texts"
import { useNow } from "../../lib/use-now"
import { PaymentStatusBadge, TestBadge } from "../common/badges"
import { Copyable, Fact, Facts, When } from "../common/facts"
import { OrderLink } from "../common/order-link"
import { MoneyFacts } from "./money-facts"

interface PaymentFactsProps {
  payment: PaymentDetail
  /** Whether the order is of interest: not on its own page. */
  withOrder: boolean
}

/** What is known of a payment. */
export function PaymentFacts({ payment, withOrder }: PaymentFactsProps) {
  const { t, money } = useWords()
  const { currency_code: currency, provider_id, missing } = payment
  const providers = useProviders().data?.providers ?? []
  const title = providers.find(({ id }) => id === provider_id)?.title ?? provider_id
  return (
    <Facts>
      <Fact name={t("common.gateway")}>
        <span className="inline-flex flex-wrap items-center gap-2">
          {title}
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
      <Fact name={t("payments.reference")}>
        <Copyable text={payment.reference} what={t("payments.reference")} />
      </Fact>
      <Fact name={t("payments.gateway_id")}>
        {payment.gateway_id && <Copyable text={payment.gateway_id} what={t("payments.gateway_id")} />}
      </Fact>
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
      <Fact name={t("payments.created")}>
        <When at={created_at} />
      </Fact>
      <Fact name={t("payments.last_look")}>
        {last_observed_at ? <When at={last_observed_at} /> : t("common.never")}
      </Fact>
      <Fact name={t("payments.next_look")}>
        {next_check_at ? <NextLook at={next_check_at} /> : t("payments.no_look")}
      </Fact>
      <Fact name={t("payments.superseded")}>{superseded_at && <When at={superseded_at} />}</Fact>
    </>
  )
}

// What is due is done with the next sweep; "2 minutes ago" would say that it was done.
function NextLook({ at }: { at: string }) {
  const { t } = useWords()
  const now = useNow()
  return Date.parse(at) > now ? <When at={at} /> : <>{t("payments.soon")}</>
}
