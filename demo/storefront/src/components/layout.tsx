import type { ReactNode } from "react"

import { LANGUAGES, useSpeech, type Language } from "../language/language"
import { useNames } from "../language/use-names"
import { Link, usePath } from "../lib/router"
import { PaymentReminder } from "../checkout/payment-reminder"
import { useShop } from "../shop/shop-context"
import { Icon } from "./icons"

/** What surrounds every page. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useSpeech()
  const isCheckout = usePath().startsWith("/checkout")
  return (
    <>
      <Header />
      {!isCheckout && <PaymentReminder />}
      <main>{children}</main>
      <footer>
        <span>{t("footer")}</span>
      </footer>
    </>
  )
}

function Header() {
  const { cart } = useShop()
  const { t } = useSpeech()
  const count = cart?.items?.reduce((sum, item) => sum + item.quantity, 0) ?? 0
  return (
    <header className="bar">
      <Link href="/" className="brand" aria-label="Caspian Goods">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <span>Caspian Goods</span>
      </Link>
      <RegionPicker />
      <LanguagePicker />
      <Link href="/cart" className="cart-link" data-testid="cart-link" aria-label={`${t("cart")}: ${count}`}>
        <Icon name="bag" />
        {count > 0 && <span className="badge">{count}</span>}
      </Link>
    </header>
  )
}

function RegionPicker() {
  const { regions, region, chooseRegion } = useShop()
  const { t } = useSpeech()
  const names = useNames()
  return (
    <label className="picker region">
      <span className="visually-hidden">{t("market")}</span>
      <select
        value={region.id}
        onChange={(event) => void chooseRegion(event.target.value)}
        data-testid="region"
      >
        {regions.map(({ id, name, currency_code }) => (
          <option key={id} value={id}>
            {names.region(name)} · {currency_code.toUpperCase()}
          </option>
        ))}
      </select>
    </label>
  )
}

function LanguagePicker() {
  const { language, choose, t } = useSpeech()
  return (
    <label className="picker language">
      <span className="visually-hidden">{t("language")}</span>
      <span aria-hidden="true">{language.toUpperCase()}</span>
      <select
        value={language}
        onChange={(event) => choose(event.target.value as Language)}
        data-testid="language"
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
