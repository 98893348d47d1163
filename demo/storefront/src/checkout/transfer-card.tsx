import { formatMoney } from "../lib/money"
import { useAction } from "../lib/use-action"
import { useShop } from "../shop/shop-context"
import type { NextAction } from "./payment"
import type { PaymentState } from "./use-payment-status"

interface Props {
  sessionId: string
  transfer: Extract<NextAction, { type: "transfer" }>
  state: PaymentState | undefined
}

/** Where to send the money, how much of it, and what has arrived. */
export function TransferCard({ sessionId, transfer, state }: Props) {
  const { sdk } = useShop()
  const sent = useAction(() =>
    sdk.client.fetch(`/store/payment-gateways/sessions/${sessionId}/sent`, { method: "POST" }),
  )
  const missing = state?.status === "underpaid" ? state.missing : null
  return (
    <section className="transfer" data-testid="transfer">
      <h1>Send {formatMoney(missing ?? transfer.amount, transfer.currency_code)}</h1>
      <Received state={state} />
      {transfer.qr && (
        <img className="qr" src={transfer.qr} alt="QR code of the wallet" width="200" height="200" />
      )}
      <dl className="facts">
        <dt>To m10 wallet</dt>
        <dd data-testid="wallet">{transfer.wallet_number}</dd>
        <dt>Exactly</dt>
        <dd>{formatMoney(missing ?? transfer.amount, transfer.currency_code)}</dd>
        {transfer.expires_at && (
          <>
            <dt>Until</dt>
            <dd>
              {new Date(transfer.expires_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
            </dd>
          </>
        )}
      </dl>
      {transfer.wallet_link && (
        <a
          className="primary"
          href={transfer.wallet_link}
          target="_blank"
          rel="noreferrer"
          data-testid="open-wallet"
        >
          Open m10
        </a>
      )}
      <button className="secondary" disabled={sent.busy} onClick={() => void sent.run()} data-testid="sent">
        I have sent it
      </button>
      {sent.error && <p className="error">{sent.error}</p>}
      <p className="muted small" role="status">
        {state?.status === "processing"
          ? "Thank you. The transfer is being looked for …"
          : "We watch for your transfer …"}
      </p>
    </section>
  )
}

function Received({ state }: { state: PaymentState | undefined }) {
  if (state?.status !== "underpaid" || state.received === null) return null
  const money = (amount: string) => formatMoney(amount, state.currency_code)
  return (
    <p className="warning" data-testid="underpaid">
      {money(state.received)} of {money(state.amount)} has arrived.
      {state.missing !== null && ` Please send the missing ${money(state.missing)}.`}
    </p>
  )
}
