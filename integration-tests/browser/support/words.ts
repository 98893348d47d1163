import { az } from "../../../demo/storefront/src/texts/az"
import { en } from "../../../demo/storefront/src/texts/en"
import { ru } from "../../../demo/storefront/src/texts/ru"

const SHOP = { en, ru, az }
const LABELS = {
  en: async () => (await import("../../../src/storefront/labels/en.js")).en,
  ru: async () => (await import("../../../src/storefront/labels/ru.js")).ru,
  az: async () => (await import("../../../src/storefront/labels/az.js")).az,
}

export type Language = keyof typeof SHOP

/** Everything that the shop and the payment components say in a language. */
export async function wordsOf(language: Language) {
  return { ...SHOP[language], ...(await LABELS[language]()) }
}
