import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import { NAMESPACE } from "../../i18n/namespace"
import type { TextKey } from "../../i18n/texts"
import { languageFor, useChosenLanguage, type Language } from "./language"
import { formatMoney } from "./money"
import { formatAge, formatDay, formatTime } from "./time"
import { useNow } from "./use-now"

type Values = Record<string, string | number>

/** Texts by key, and amounts and times in the language's form. */
export interface Words {
  t: (key: TextKey, values?: Values) => string
  /** The text of a key that a later server may have added; the fallback when there is none. */
  known: (key: string, fallback: string) => string
  /** "–" when there is no amount; a bare number when nobody knows the currency. */
  money: (amount: string | null | undefined, currency: string | null | undefined) => string
  time: (at: string) => string
  day: (at: string) => string
  /** "5 minutes ago" */
  age: (at: string) => string
  language: Language
}

const NOTHING = "–"

export function useWords(): Words {
  const { i18n } = useTranslation(NAMESPACE)
  const [chosen] = useChosenLanguage()
  const now = useNow()
  const language = languageFor(chosen, i18n.language ?? "en", navigator.languages)
  const locale = language === "en" && i18n.language === "enGB" ? "en-GB" : language
  return useMemo(() => {
    const fixed = i18n.getFixedT(language, NAMESPACE) as (key: string, values?: object) => string
    return {
      t: fixed,
      known: (key, fallback) => fixed(key, { defaultValue: fallback }),
      money: (amount, currency) => (amount ? formatMoney(amount, currency ?? null, locale) : NOTHING),
      time: (at) => formatTime(at, locale),
      day: (at) => formatDay(at, locale),
      age: (at) => formatAge(at, Math.max(now, Date.now()), locale),
      language,
    }
  }, [i18n, language, locale, now])
}
