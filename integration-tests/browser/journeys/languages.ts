import type { Page } from "playwright-core"

import type { Shoppers } from "../support/shoppers"
import { readable, type Currency, type Visit } from "../support/visit"
import { wordsOf } from "../support/words"

const TONGUES = {
  ru: { locale: "ru-RU", mine: /[а-яё]{3}/i },
  az: { locale: "az-AZ", mine: /[a-zəöğüışç]{3}/i },
} as const

type Tongue = keyof typeof TONGUES

/** Walks in the shop's other languages. */
export function languages(shop: () => Shoppers): void {
  describe.each(["ru", "az"] as const)("in %s", (language) => {
    const { locale } = TONGUES[language]

    it("everything on the way to a hosted payment and its failure is translated", async () => {
      const visit = await shop().visit("phone", { locale })
      const words = await wordsOf(language)
      await walk(visit, language, "eur")
      await visit.goToHostedPage()
      await visit.press(visit.page.getByTestId("fail"))
      await visit.sees(words.failed)
      await expectTranslated(visit, language)
      await visit.press(visit.page.getByRole("button", { name: words.retry }))
      await visit.goToHostedPage()
      await visit.press(visit.page.getByTestId("pay"))
      await visit.orderPaid()
      await visit.sees(words.orderPaid)
      await expectTranslated(visit, language)
    })

    it("everything about a transfer is translated", async () => {
      const visit = await shop().visit("phone", { locale })
      const words = await wordsOf(language)
      await walk(visit, language, "azn")
      await visit.press(visit.payButton)
      await visit.sees(words.fieldEmpty)
      await expectTranslated(visit, language)
      await visit.startTransfer()
      await visit.press(visit.page.getByRole("button", { name: words.cancel }))
      await expectTranslated(visit, language)
      await visit.press(visit.page.getByRole("button", { name: words.cancelNo }))
      await visit.send("20.00")
      await visit.page.locator(".mpg-partly").waitFor()
      expect(await readable(visit.page.locator(".mpg-partly"))).toContain("20,00 AZN")
      await expectTranslated(visit, language)
      await visit.send("13.90")
      await visit.orderPaid()
      await expectTranslated(visit, language)
    })
  })

  it("what is chosen on the page stays, and the page says which language it is in", async () => {
    const visit = await shop().visit("desktop")
    const { tagline } = await wordsOf("az")
    await visit.open()
    await visit.page.getByTestId("language").selectOption("az")
    await visit.sees(tagline)
    await visit.page.reload()
    await visit.sees(tagline)
    expect(await visit.page.locator("html").getAttribute("lang")).toBe("az")
  })
}

async function walk(visit: Visit, language: Tongue, currency: Currency): Promise<void> {
  const { page } = visit
  const words = await wordsOf(language)
  await visit.open()
  await visit.chooseMarket(currency)
  await page.getByTestId("products").waitFor()
  await expectTranslated(visit, language)
  await visit.press(page.getByTestId("products").locator("a").first())
  await page.getByTestId("add-to-cart").waitFor()
  await expectTranslated(visit, language)
  await visit.press(page.getByTestId("add-to-cart"))
  await page.getByTestId("to-checkout").waitFor()
  await expectTranslated(visit, language)
  await visit.press(page.getByTestId("to-checkout"))
  await page.locator("[name=email]").waitFor()
  await expectTranslated(visit, language)
  await visit.fillAddress(currency)
  await page.getByTestId("delivery").last().waitFor()
  await expectTranslated(visit, language)
  await visit.press(page.getByTestId("delivery").last())
  await visit.sees(words.chooseMethod)
  await expectTranslated(visit, language)
}

async function expectTranslated({ page }: Visit, language: Tongue): Promise<void> {
  expect(await page.locator("html").getAttribute("lang")).toBe(language)
  const { mine } = TONGUES[language]
  const words = await wordsOf(language)
  const texts = await textsOf(page)
  expect(texts.some((text) => mine.test(text))).toBe(true)
  const countries = new Intl.DisplayNames("en", { type: "region" })
  const english = Object.entries(await wordsOf("en")).flatMap(([key, text]) =>
    text === words[key as keyof typeof words] ? [] : [patternOf(text)],
  )
  for (const code of ["RU", "AZ", "DE"]) english.push(patternOf(countries.of(code) ?? ""))
  const foreign = texts.filter(
    (text) => english.some((pattern) => pattern.test(text)) || (language === "ru" && isLatin(text)),
  )
  expect(foreign).toEqual([])
  expect(texts.filter((text) => /\{\w+\}/.test(text))).toEqual([])
}

/** Everything that is seen or read out. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: (string | null)[] = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      const isForeign = parent?.closest("script, style, [data-testid=language]")
      if (!isForeign) texts.push(walker.currentNode.textContent)
    }
    for (const element of document.querySelectorAll("[aria-label], [alt], [placeholder], [title]")) {
      for (const name of ["aria-label", "alt", "placeholder", "title"]) texts.push(element.getAttribute(name))
    }
    return texts.map((text) => text?.trim() ?? "").filter((text) => text !== "")
  })
}

/** Names of the shop, gateways and currencies, and what the shopper wrote. */
const NAMES =
  /Caspian Goods|Tegro\.money|SBP|m10|\bQR\b|\b(RUB|AZN|EUR)\b|Leyla|Aliyeva|Nizami Street|Invalidenstr|Baku|Berlin|\S+@\S+/g

const isLatin = (text: string) => /[a-z]{3}/i.test(text.replace(NAMES, ""))

function patternOf(text: string): RegExp {
  const [first = "", ...rest] = text
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${[first, ...rest].join(".+")}$`)
}
