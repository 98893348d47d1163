import {
  PaymentPanel,
  PaymentReturn,
  useReturnedPayment,
  type PaymentView,
} from "medusa-payment-gateways/storefront"

import { startedPayment } from "../checkout/start-payment"
import { Message } from "../components/message"
import { useSpeech } from "../language/language"
import { Link, navigate } from "../lib/router"
import { useShop } from "../shop/shop-context"

/** What has become of the payment under way. The shopper comes here from the gateway, or waits here for a transfer. */
export function PaymentPage() {
  const { forgetCart, reloadCart } = useShop()
  const { t } = useSpeech()
  const sessionId = startedPayment.read()
  if (!sessionId) {
    return window.location.search ? (
      <Returned query={window.location.search} />
    ) : (
      <Message title={t("noPayment")}>
        <Link href="/" className="button primary">
          {t("backToShop")}
        </Link>
      </Message>
    )
  }
  const showOrder = ({ order_id: id }: PaymentView) => {
    startedPayment.forget()
    forgetCart()
    navigate(`/orders/${id}`, { replace: true })
  }
  const startAnew = async (payment: PaymentView | null) => {
    startedPayment.forget()
    // An order that was placed before its payment has no cart to go back to.
    if (payment?.order_id) return navigate(`/orders/${payment.order_id}`)
    await reloadCart()
    navigate("/checkout")
  }
  return (
    <div className="payment" data-testid="payment">
      <h1 className="visually-hidden">{t("payment")}</h1>
      <PaymentPanel sessionId={sessionId} onDone={showOrder} onRetry={(payment) => void startAnew(payment)} />
    </div>
  )
}

/** The shopper has come back in another browser, as bank apps do: what the gateway's address tells is all that is known. */
function Returned({ query }: { query: string }) {
  const flow = useReturnedPayment(query)
  return (
    <div className="payment" data-testid="payment">
      <PaymentReturn flow={flow} onRetry={() => navigate("/checkout")} />
    </div>
  )
}
