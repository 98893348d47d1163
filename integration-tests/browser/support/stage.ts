import { rmSync } from "node:fs"
import { join } from "node:path"

import type { Browser, Page } from "playwright-core"

import { fillShop } from "../../../demo/seed/stories"
import { openDashboard, TONGUES } from "../../../demo/screenshots/admin"
import { DATA } from "../../../demo/support/paths"
import { startShop, type Shop } from "../../../demo/support/shop"
import { discardEmbeddedPostgres } from "../../../tools/embedded-postgres"
import { Shutdown } from "../../../tools/shutdown"
import { Steps } from "../../../tools/steps"
import { launchChromium } from "./chromium"
import { Visit, type Size, type Taste } from "./visit"

/** A built demo shop, and a browser. */
export class Stage {
  private constructor(
    readonly shop: Shop,
    private readonly browser: Browser,
    private readonly shutdown: Shutdown,
  ) {}

  /** @param storefront a shop with its storefront and without a past, for shoppers */
  static async set({ storefront = false } = {}): Promise<Stage> {
    const folder = join(DATA, "browser")
    const shutdown = new Shutdown()
    await discardEmbeddedPostgres(join(folder, "postgres"))
    rmSync(folder, { recursive: true, force: true })
    const { browser, which } = await launchChromium()
    process.stdout.write(`Browser: ${which}\n`)
    shutdown.add(() => browser.close())
    const steps = new Steps()
    const shop = await startShop({ folder, storefront, usualPorts: false }, steps, shutdown)
    if (!storefront) await steps.run("sample payments", (remark) => fillShop(shop, remark))
    return new Stage(shop, browser, shutdown)
  }

  /** The dashboard, signed in. Fails the test when the page throws. */
  async dashboard(
    language: "en" | "ru" | "az" = "en",
    { second = false, theme = "light" as "light" | "dark" } = {},
  ): Promise<Page> {
    const tongue = TONGUES.find(({ name }) => name === language)!
    const person = second ? this.shop.credentials.second : this.shop.credentials
    const page = await openDashboard(
      this.browser,
      { ...person, medusaUrl: this.shop.medusaUrl },
      tongue,
      theme,
    )
    page.setDefaultTimeout(20_000)
    return page
  }

  /** A shopper with a browser of this size. */
  visit(size: Size, taste?: Taste): Promise<Visit> {
    return Visit.begin(this.browser, this.shop.storefrontUrl, size, taste)
  }

  url(path: string): string {
    return `${this.shop.medusaUrl}/app${path}`
  }

  end(): Promise<void> {
    return this.shutdown.run()
  }
}
