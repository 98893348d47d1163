import type { ReactNode } from "react"

import { Link } from "../lib/router"
import { useShop } from "../shop/shop-context"

/** What surrounds every page. */
export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header />
      <main>{children}</main>
      <footer>A demo shop. The gateways are simulated: no real money moves.</footer>
    </>
  )
}

function Header() {
  const { cart } = useShop()
  const count = cart?.items?.reduce((sum, item) => sum + item.quantity, 0) ?? 0
  return (
    <header className="bar">
      <Link href="/" className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        Caspian Goods
      </Link>
      <RegionPicker />
      <Link href="/cart" className="cart-link" data-testid="cart-link">
        Cart{count > 0 && <span className="badge">{count}</span>}
      </Link>
    </header>
  )
}

function RegionPicker() {
  const { regions, region, chooseRegion } = useShop()
  return (
    <label className="region">
      <span className="visually-hidden">Country and currency</span>
      <select
        value={region.id}
        onChange={(event) => void chooseRegion(event.target.value)}
        data-testid="region"
      >
        {regions.map(({ id, name, currency_code }) => (
          <option key={id} value={id}>
            {name} · {currency_code.toUpperCase()}
          </option>
        ))}
      </select>
    </label>
  )
}
