import { usePayment } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { useWatching } from "../../lib/data/use-watching"
import { CheckPayment } from "./check-payment"
import { PaymentDetails } from "./payment-details"
import { SideDrawer } from "../common/side-drawer"
import { Loaded } from "../common/states"

/** One payment beside a list. */
export function PaymentDrawer({ id, close }: { id: string; close: () => void }) {
  const { t, money } = useWords()
  const [watching, watch] = useWatching()
  const query = usePayment(id, watching)
  const payment = query.data?.payment
  const title = payment ? money(payment.amount, payment.currency_code) : t("common.details")
  return (
    <SideDrawer
      title={title}
      description={payment?.reference}
      close={close}
      footer={<CheckPayment id={id} watch={watch} />}
    >
      <Loaded query={query} lines={8}>
        {(data) => <PaymentDetails payment={data.payment} withOrder watch={watch} />}
      </Loaded>
    </SideDrawer>
  )
}
