import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { Fact, When } from "../common/facts"

/** What is held, captured and refunded of a payment; nothing before any money came. */
export function MoneyFacts({ payment }: { payment: PaymentDetail }) {
  const { t, money } = useWords()
  const { currency_code: currency, released } = payment
  return (
    <>
      <Held payment={payment} />
      <Captured payment={payment} />
      <Fact name={t("payments.released")}>{released && money(released, currency)}</Fact>
      <Refunded payment={payment} />
    </>
  )
}

function Held({ payment }: { payment: PaymentDetail }) {
  const { t, money, time } = useWords()
  const { held, capture_before, captures, capturable, currency_code } = payment
  if (!held) return null
  return (
    <>
      <Fact name={t("payments.held")}>
        {money(held, currency_code)}
        {captures && <span className="text-ui-fg-subtle block text-pretty">{t(`captures.${captures}`)}</span>}
        {!capturable && payment.operations.length > 0 && (
          <span className="text-ui-fg-subtle block text-pretty">{t("payments.under_way")}</span>
        )}
      </Fact>
      {capture_before && (
        <Fact name={t("payments.capture_before")}>
          {time(capture_before)}
          <span className="text-ui-fg-subtle block">
            <When at={capture_before} />
          </span>
        </Fact>
      )}
    </>
  )
}

function Captured({ payment: { amount, captured, currency_code } }: { payment: PaymentDetail }) {
  const { t, money } = useWords()
  if (!isSome(captured)) return null
  const texts = { captured: money(captured, currency_code), asked: money(amount, currency_code) }
  return (
    <Fact name={t("payments.captured")}>
      {captured === amount ? texts.captured : t("payments.captured_of", texts)}
    </Fact>
  )
}

function Refunded({ payment }: { payment: PaymentDetail }) {
  const { t, money } = useWords()
  const { refunded, refunded_at_gateway: shown, currency_code } = payment
  if (!isSome(refunded) && !shown) return null
  return (
    <Fact name={t("payments.refunded")}>
      {money(refunded, currency_code)}
      {shown && (
        <span className="text-ui-fg-subtle block">
          {t("payments.at_gateway", { amount: money(shown, currency_code) })}
        </span>
      )}
    </Fact>
  )
}

const isSome = (amount: string) => /[1-9]/.test(amount)
