import { StrictMode } from "react"
import { createRoot } from "react-dom/client"

import { App } from "./app"
import { connect } from "./shop/sdk"
import { ShopProvider } from "./shop/shop-context"
import "./style.css"

async function start(): Promise<void> {
  const root = document.getElementById("root")
  if (!root) throw new Error("The page has no #root")
  const sdk = await connect()
  createRoot(root).render(
    <StrictMode>
      <ShopProvider sdk={sdk}>
        <App />
      </ShopProvider>
    </StrictMode>,
  )
}

void start()
