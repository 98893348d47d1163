import { useState, type FormEvent } from "react"

import { formatMoney } from "../lib/money"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { useShop, type Cart } from "../shop/shop-context"
import { pay } from "./payment"

interface Method {
  title: string
  text: string
  /** The gateway matches an incoming transfer by the shopper's own wallet. */
  needsWallet: boolean
}

const METHODS: [start: string, method: Method][] = [
  [
    "pp_tegro",
    { title: "Card, SBP or crypto", text: "You pay on Tegro's page and come back here.", needsWallet: false },
  ],
  [
    "pp_m2cerber",
    {
      title: "m10 wallet",
      text: "You send the sum from your m10 wallet; we watch for it.",
      needsWallet: true,
    },
  ],
]

/** The ways to pay in this region. */
export function PaymentChoice({ cart }: { cart: Cart }) {
  const { sdk, region } = useShop()
  const [chosen, setChosen] = useState<string>()
  const list = useLoaded(() => sdk.store.payment.listPaymentProviders({ region_id: region.id }), [region.id])
  const start = useAction((provider: string, data: Record<string, string>) => pay(sdk, cart, provider, data))
  const provider = chosen ?? list?.payment_providers[0]?.id
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wallet = new FormData(event.currentTarget).get("wallet")
    if (provider) void start.run(provider, wallet ? { user_wallet: digitsOf(String(wallet)) } : {})
  }
  return (
    <form className="choices" onSubmit={submit}>
      {list?.payment_providers.map(({ id }) => (
        <label key={id} className={id === provider ? "choice chosen" : "choice"}>
          <input type="radio" name="provider" checked={id === provider} onChange={() => setChosen(id)} />
          <span className="grow">
            <strong>{methodOf(id).title}</strong>
            <span className="muted">{methodOf(id).text}</span>
          </span>
        </label>
      ))}
      {provider && methodOf(provider).needsWallet && <WalletField />}
      {start.error && <p className="error">{start.error}</p>}
      <button className="primary" disabled={!provider || start.busy} data-testid="pay">
        {start.busy ? "One moment …" : `Pay ${formatMoney(cart.total, cart.currency_code)}`}
      </button>
    </form>
  )
}

function WalletField() {
  return (
    <label className="field">
      Your m10 number
      <input
        name="wallet"
        type="tel"
        inputMode="tel"
        placeholder="+994 50 123 45 67"
        // 994, a two-digit prefix and seven digits, written with or without spaces.
        pattern="\+?\s*994([\s\-]*[0-9]){9}"
        title="+994 and nine digits"
        required
      />
      <span className="muted small">The transfer has to come from this wallet, or it cannot be matched.</span>
    </label>
  )
}

function methodOf(providerId: string): Method {
  const known = METHODS.find(([start]) => providerId.startsWith(start))
  return known?.[1] ?? { title: providerId, text: "", needsWallet: false }
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "")
}
