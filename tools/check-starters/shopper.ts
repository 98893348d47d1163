import type { Browser, BrowserContext, Locator, Page } from "playwright-core"

import { SIZES } from "../../integration-tests/browser/support/visit"

/** How a shopper pays. */
export interface Way {
  country: "ru" | "az"
  /** As the payment step names it, in Russian. */
  title: RegExp
  /** Whether the order comes before its payment: two ways of one gateway are told apart by it. */
  orderFirst: boolean
  /** What is filled in. */
  wallet?: string
  /** What happens on the gateway's page, or with the wallet. */
  pay(page: Page, context: BrowserContext): Promise<void>
}

const PLACES = {
  ru: { city: "Казань", postal: "420111", address: "улица Баумана, 12" },
  az: { city: "Баку", postal: "AZ1000", address: "улица Низами, 20" },
}

let shoppers = 0

/** Somebody who reads Russian and holds a phone. */
export class PhoneShopper {
  readonly email = `starter-${++shoppers}-${Date.now().toString(36)}@shopper.test`
  /** Every page of the shop that was seen, as a path. */
  readonly paths: string[] = []
  private readonly failures: string[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly shopUrl: string,
    readonly page: Page,
    private readonly pictures: string,
  ) {
    page.on("pageerror", (error) => this.failures.push(error.message))
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame() && frame.url().startsWith(shopUrl))
        this.paths.push(new URL(frame.url()).pathname)
    })
  }

  /**
   * Shops with a new browser, and tells what the page shows where it fails.
   *
   * @param pictures where the pages are photographed to, as the beginning of the files' names
   */
  static async shop<T>(
    browser: Browser,
    shopUrl: string,
    pictures: string,
    visit: (shopper: PhoneShopper) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ ...SIZES.phone, locale: "ru-RU" })
    try {
      context.setDefaultTimeout(45_000)
      const shopper = new PhoneShopper(context, shopUrl, await context.newPage(), pictures)
      const result = await visit(shopper).catch((error: Error) => shopper.explain(error))
      if (shopper.failures.length > 0)
        throw new Error(`The shop's page failed: ${shopper.failures.join("; ")}`)
      return result
    } finally {
      await context.close()
    }
  }

  /** From a product to the payment step. */
  async fillCart(country: keyof typeof PLACES): Promise<void> {
    await this.addToCart(country)
    const { page } = this
    await page.goto(`${this.shopUrl}/${country}/checkout?step=address`)
    const place = PLACES[country]
    const fields = {
      "shipping-first-name-input": "Лейла",
      "shipping-last-name-input": "Алиева",
      "shipping-address-input": place.address,
      "shipping-postal-code-input": place.postal,
      "shipping-city-input": place.city,
      "shipping-email-input": this.email,
      "shipping-phone-input": "+79001234567",
    }
    for (const [id, value] of Object.entries(fields)) await page.getByTestId(id).fill(value)
    await page.getByTestId("shipping-country-select").selectOption(country)
    await page.getByTestId("submit-address-button").tap()
    await page.getByTestId("delivery-option-radio").first().tap()
    await page.getByTestId("submit-delivery-option-button").tap()
    await page.getByTestId("submit-payment-button").waitFor({ state: "visible" })
  }

  async addToCart(country: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.shopUrl}/${country}/products/armudu-glass`)
    const isInCart = () =>
      page
        .getByTestId("nav-cart-link")
        .filter({ hasText: "(1)" })
        .first()
        .waitFor({ timeout: 15_000 })
        .then(() => true)
        .catch(() => false)
    const add = async () => {
      await page.getByTestId("option-button").first().tap()
      await page.getByTestId("add-product-button").tap()
      return isInCart()
    }
    if (await add()) return
    // On a busy machine the starter's page loses a tap before its scripts run, or goes on showing the cart as it was.
    await page.reload()
    if ((await isInCart()) || (await add())) return
    throw new Error("nothing came into the cart")
  }

  /** The payment step, to its end. */
  async choose({ title, orderFirst, wallet }: Omit<Way, "pay" | "country">): Promise<void> {
    const { page } = this
    const ways = page.getByRole("radio", { name: title })
    await ways.filter(orderFirst ? { hasText: RESERVED } : { hasNotText: RESERVED }).tap()
    if (wallet) await page.locator("[name=user_wallet]").pressSequentially(wallet)
    await this.photograph("payment")
    await page.getByTestId("submit-payment-button").tap()
    await page.waitForURL(/step=review/)
    await page.getByTestId("submit-order-button").or(this.payButton).waitFor()
    await this.photograph("review")
  }

  /** The end of the review step. */
  async startPaying(): Promise<void> {
    await this.payButton.tap()
  }

  private get payButton(): Locator {
    return this.page.getByRole("button", { name: /^Оплатить/ })
  }

  private async photograph(step: string): Promise<void> {
    await this.page.screenshot({ path: `${this.pictures}-${step}.png`, fullPage: true })
  }

  /** Chooses, reviews, pays, and comes back. @returns the order's id */
  async buy(way: Way): Promise<string> {
    await this.fillCart(way.country)
    await this.choose(way)
    await this.startPaying()
    await way.pay(this.page, this.context)
    return this.orderIn(way.country)
  }

  /** Waits for the order's page. @returns the order's id */
  async orderIn(country: string): Promise<string> {
    const { page } = this
    await page.waitForURL(new RegExp(`/${country}/order/order_[^/]+/confirmed`))
    await page.getByTestId("order-complete-container").waitFor()
    return new URL(page.url()).pathname.split("/").at(-2) ?? ""
  }

  /** What stands on the order's page, loaded anew, and what is left in the browser. */
  async outcome(): Promise<string> {
    await this.page.reload()
    await this.photograph("order")
    const method = (await this.page.getByTestId("payment-method").innerText()).trim()
    return [`paid by "${method}"`, await this.cart()].join(", ")
  }

  /** What the shop says of the cart, and whether it still remembers one. */
  async cart(): Promise<string> {
    const link = this.page.getByTestId("nav-cart-link").first()
    const names = (await this.context.cookies(this.shopUrl)).map(({ name }) => name)
    const kept = names.filter((name) => /^_medusa_(cart_id|payment)$/.test(name))
    return [(await link.innerText()).trim(), ...kept].join(", ")
  }

  private async explain(error: Error): Promise<never> {
    const seen = await this.page.innerText("body").catch(() => "")
    throw new Error(
      `${error.message}\nAt ${this.page.url()}, the page shows:\n${seen.replace(/\n+/g, "\n")}\n${this.failures.join("\n")}`,
    )
  }
}

/** What the payment step says of an order that comes first. */
const RESERVED = /Отложим для вас/

/** On the simulated page of Tegro or YooKassa. */
export const onHostedPage = (button: "pay" | "fail" | "decline") => async (page: Page) => {
  await page.getByTestId(button).click()
}

/** From a wallet, in a tab of its own. */
export async function fromWallet(page: Page, context: BrowserContext): Promise<void> {
  const link = page.locator("a.mpg-app")
  await link.waitFor()
  const [wallet] = await Promise.all([context.waitForEvent("page"), link.tap()])
  await wallet.getByTestId("send").click()
  await wallet.close()
}
