import { az, en, PaymentsProvider, ru } from "medusa-payment-gateways/storefront"
import "medusa-payment-gateways/storefront/style.css"
import { StrictMode, type ReactNode } from "react"
import { createRoot } from "react-dom/client"

import { App } from "./app"
import { LanguageProvider, useSpeech } from "./language/language"
import { connect, type Connection } from "./shop/sdk"
import { ShopProvider } from "./shop/shop-context"
import "./style.css"

const PAYMENT_LABELS = { en, ru, az }

/** Lets the payment components speak the shop's language. */
function Payments({ payments, children }: Pick<Connection, "payments"> & { children: ReactNode }) {
  const { language } = useSpeech()
  return (
    <PaymentsProvider client={payments} locale={language} labels={PAYMENT_LABELS[language]}>
      {children}
    </PaymentsProvider>
  )
}

async function start(): Promise<void> {
  const root = document.getElementById("root")
  if (!root) throw new Error("The page has no #root")
  const connection = await connect()
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <Payments payments={connection.payments}>
          <ShopProvider connection={connection}>
            <App />
          </ShopProvider>
        </Payments>
      </LanguageProvider>
    </StrictMode>,
  )
}

void start()
