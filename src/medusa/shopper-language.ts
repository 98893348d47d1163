import { AsyncLocalStorage } from "node:async_hooks"
import type { Locale } from "../core"

/** Medusa tells a provider nothing of the request, so the shopper's language travels beside the call. */
const language = new AsyncLocalStorage<Locale>()

/** Runs work for a shopper who reads this language; everything that the work calls can ask for it. */
export const withShopperLanguage = <T>(locale: Locale, work: () => T): T => language.run(locale, work)

/** The language of the shopper for whom the current work is done; English where nobody has set it. */
export const shopperLanguage = (): Locale => language.getStore() ?? "en"
