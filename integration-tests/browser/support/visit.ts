import type { Browser, BrowserContext, Locator, Page } from "playwright-core"

/** What shoppers hold in their hands. */
export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const

export type Size = keyof typeof SIZES

/** How the shopper's browser is set up. */
export interface Taste {
  /** English unless said otherwise. */
  locale?: "en-GB" | "ru-RU" | "az-AZ"
  /** One of its own unless said otherwise. */
  email?: string
}

const MARKETS = { rub: "RUB", azn: "AZN", eur: "EUR" } as const
const PLACES = {
  rub: { city: "Kazan", postal_code: "420111", address_1: "Bauman Street 12" },
  azn: { city: "Baku", postal_code: "AZ1000", address_1: "Nizami Street 20" },
  eur: { city: "Berlin", postal_code: "10115", address_1: "Invalidenstr. 1" },
} as const

export type Currency = keyof typeof MARKETS

let shoppers = 0

/** Somebody who buys with a browser. Words on the page depend on the language, so what is pressed has test ids. */
export class Visit {
  /** Distinguishes this shopper's orders. */
  readonly email: string
  /** What failed in the pages' scripts. */
  readonly failures: string[] = []

  private constructor(
    private readonly context: BrowserContext,
    private readonly storefrontUrl: string,
    readonly size: Size,
    public page: Page,
    email = `shopper-${++shoppers}@shopper.test`,
  ) {
    this.email = email
    this.listen(page)
  }

  static async begin(browser: Browser, storefrontUrl: string, size: Size, taste: Taste = {}): Promise<Visit> {
    const context = await browser.newContext({ ...SIZES[size], locale: taste.locale ?? "en-GB" })
    context.setDefaultTimeout(20_000)
    return new Visit(context, storefrontUrl, size, await context.newPage(), taste.email)
  }

  async end(): Promise<void> {
    await this.context.close()
  }

  /** With a finger or a mouse. */
  press(target: Locator): Promise<void> {
    return this.size === "phone" ? target.tap() : target.click()
  }

  async open(path = "/"): Promise<void> {
    await this.page.goto(this.storefrontUrl + path)
    await this.page.getByTestId("cart-link").waitFor()
  }

  /** Another tab of the same browser, which becomes the one in use. */
  async openTab(path = "/"): Promise<Page> {
    this.page = await this.context.newPage()
    this.listen(this.page)
    await this.open(path)
    return this.page
  }

  /** From the home page to the ways to pay. */
  async checkOut(currency: Currency, title = "Armudu glasses"): Promise<void> {
    await this.fillCart(currency, title)
    await this.press(this.page.getByTestId("to-checkout"))
    await this.fillAddress(currency)
    await this.press(this.page.getByTestId("delivery").last())
    await this.payButton.waitFor()
  }

  /** @param title of a product, as the shop's language writes it */
  async fillCart(currency: Currency, title: string): Promise<void> {
    await this.open()
    await this.chooseMarket(currency)
    await this.press(this.page.getByTestId("products").getByText(title))
    await this.press(this.page.getByTestId("add-to-cart"))
    await this.page.getByTestId("to-checkout").waitFor()
  }

  async chooseMarket(currency: Currency): Promise<void> {
    const region = this.page.getByTestId("region")
    const options = await region.locator("option").allTextContents()
    await region.selectOption({ label: options.find((label) => label.endsWith(MARKETS[currency])) ?? "" })
  }

  async fillAddress(currency: Currency): Promise<void> {
    const person = { email: this.email, first_name: "Leyla", last_name: "Aliyeva", ...PLACES[currency] }
    for (const [name, value] of Object.entries(person)) await this.page.locator(`[name=${name}]`).fill(value)
    await this.press(this.page.getByTestId("save-address"))
  }

  get payButton(): Locator {
    return this.page.locator("form.mpg-methods button.mpg-primary")
  }

  async fillWallet(): Promise<void> {
    await this.page.locator("[name=user_wallet]").fill("+994 50 123 45 67")
  }

  /** Presses the button that leads to the gateway's page. */
  async goToHostedPage(): Promise<void> {
    await this.press(this.payButton)
    await this.page.getByTestId("order-number").waitFor()
  }

  /** Presses the button that opens the transfer. */
  async startTransfer(): Promise<void> {
    await this.fillWallet()
    await this.press(this.payButton)
    await this.walletLink.waitFor()
  }

  get walletLink(): Locator {
    return this.page.locator("a.mpg-app")
  }

  /** Opens the wallet beside the shop and sends this sum from there. */
  async send(amount: string): Promise<void> {
    const [wallet] = await Promise.all([this.context.waitForEvent("page"), this.press(this.walletLink)])
    await wallet.getByTestId("amount-input").fill(amount)
    await wallet.getByTestId("send").click()
    await wallet.getByTestId("sent").waitFor()
    await wallet.close()
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor()
  }

  /** The order's page, with the sum it says was paid. */
  async orderPaid(): Promise<string> {
    await this.page.getByTestId("order").waitFor({ timeout: 30_000 })
    await this.page.locator(".seal.paid").waitFor()
    return readable(this.page.getByTestId("paid"))
  }

  private listen(page: Page): void {
    page.on("pageerror", ({ message }) => this.failures.push(message))
  }
}

/** A text as people read it: with plain spaces. */
export async function readable(element: Locator): Promise<string> {
  return (await element.innerText()).replaceAll("\u00a0", " ")
}
