import { usePayment } from "medusa-payment-gateways/storefront"
import { useEffect, useState } from "react"

import { useSpeech } from "../language/language"
import { Link } from "../lib/router"
import { startedPayment } from "./start-payment"

/** Leads a shopper who has closed the page in the middle of a payment back to it. */
export function PaymentReminder() {
  const [sessionId, setSessionId] = useState(() => startedPayment.read())
  if (!sessionId) return null
  const forget = () => {
    startedPayment.forget()
    setSessionId(undefined)
  }
  return <Reminder sessionId={sessionId} onOver={forget} />
}

function Reminder({ sessionId, onOver }: { sessionId: string; onOver: () => void }) {
  const { t, money } = useSpeech()
  const { phase, payment } = usePayment(sessionId)
  const isOver = phase === "failed" || phase === "expired" || phase === "unknown" || phase === "superseded"
  useEffect(() => {
    if (isOver) onOver()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is over
  }, [isOver])
  if (!payment || isOver) return null
  return (
    <aside className="reminder" data-testid="reminder">
      {t("underWay", { amount: money(payment.amount, payment.currency_code) })}{" "}
      <Link href="/checkout/payment">{t("continuePayment")}</Link>
    </aside>
  )
}
