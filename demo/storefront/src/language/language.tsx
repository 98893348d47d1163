import { formatMoney } from "medusa-payment-gateways/storefront"
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react"

import { memory } from "../lib/memory"
import { az } from "../texts/az"
import { en, type Texts } from "../texts/en"
import { ru } from "../texts/ru"

export const LANGUAGES = { en: "English", ru: "Русский", az: "Azərbaycanca" } as const
export type Language = keyof typeof LANGUAGES

const TEXTS: Record<Language, Texts> = { en, ru, az }
const languageMemory = memory<Language>("language")

interface Speech {
  language: Language
  choose: (language: Language) => void
  /** A text with values put in. */
  t: (text: keyof Texts, values?: Record<string, string | number>) => string
  money: (amount: number | string, currencyCode: string) => string
}

const Context = createContext<Speech | undefined>(undefined)

/** The language that the shop speaks: the last chosen one, else the browser's, else English. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => languageMemory.read() ?? preferred())
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo<Speech>(
    () => ({
      language,
      choose: (chosen) => {
        languageMemory.write(chosen)
        setLanguage(chosen)
      },
      t: (text, values = {}) =>
        TEXTS[language][text].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
      money: (amount, currencyCode) => formatMoney(String(amount), currencyCode, language),
    }),
    [language],
  )
  return <Context.Provider value={speech}>{children}</Context.Provider>
}

/** What the components around need to speak. */
export function useSpeech(): Speech {
  const speech = useContext(Context)
  if (!speech) throw new Error("useSpeech is used outside of LanguageProvider")
  return speech
}

function preferred(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2))
  return wanted.find((tag): tag is Language => tag in LANGUAGES) ?? "en"
}
