import { usePayment } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { Operations } from "./operations"
import { PaymentFacts } from "./payment-facts"
import { Part } from "../common/side-drawer"
import { Loaded } from "../common/states"
import { Timeline } from "./timeline"

/** The payment that a problem or a notification is about. */
export function PaymentInline({ id }: { id: string }) {
  const { t } = useWords()
  const query = usePayment(id, false)
  return (
    <Loaded query={query}>
      {({ payment }) => (
        <>
          <Part title={t("subject.payment")}>
            <PaymentFacts payment={payment} withOrder={false} />
          </Part>
          <Operations payment={payment} />
          <Part title={t("payments.timeline")}>
            <Timeline events={payment.timeline} currency={payment.currency_code} />
          </Part>
        </>
      )}
    </Loaded>
  )
}
