import { render } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import axe from "axe-core"
import { useState, type ReactNode } from "react"

import { createPaymentsClient } from "../../client.js"
import type { Labels } from "../../labels/en.js"
import { PaymentsProvider } from "../../react/provider.js"
import { Store } from "./store.js"

/** A store for each test, and a page of its storefront. */
export function shopSuite(name: string, tests: (shop: () => Shop) => void): void {
  describe(name, () => {
    let shop: Shop
    beforeEach(async () => {
      shop = new Shop(await Store.start())
    })
    afterEach(() => shop.store.stop())
    tests(() => shop)
  })
}

export class Shop {
  readonly user = userEvent.setup()

  constructor(readonly store: Store) {}

  open(page: ReactNode, options: { locale?: string; labels?: Partial<Labels> } = {}) {
    const { store } = this
    function Page() {
      const [client] = useState(() => createPaymentsClient({ baseUrl: store.url, publishableKey: "pk_1" }))
      return (
        <PaymentsProvider client={client} {...options}>
          {page}
        </PaymentsProvider>
      )
    }
    return render(<Page />)
  }
}

/** What a screen reader or a keyboard would stumble over. Contrast needs a real browser. */
export async function barriers(container: Element): Promise<string[]> {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } }
  const { violations } = await axe.run(container, { rules })
  return violations.map(({ id, help }) => `${id}: ${help}`)
}
