import { AsyncLocalStorage } from "node:async_hooks"
import type { Locale } from "../core"

/** Medusa hands a provider nothing of the request that it is called in. */
const language = new AsyncLocalStorage<Locale>()

/** Does work for a shopper who reads this language; whatever it calls can ask for it. */
export const speaking = <T>(locale: Locale, work: () => T): T => language.run(locale, work)

/** The language of the shopper for whom this is done; English where nobody has said it. */
export const shopperLanguage = (): Locale => language.getStore() ?? "en"
