import { useSyncExternalStore } from "react"

/** The languages that these pages speak. */
export const LANGUAGES = ["en", "ru", "az"] as const

export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  ru: "Русский",
  az: "Azərbaycan dili",
}

const KEY = "payment_gateways_language"
const listeners = new Set<() => void>()

const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language)

/** The language chosen for these pages on this computer; null when they follow the dashboard. */
export function useChosenLanguage(): [Language | null, (language: Language | null) => void] {
  return [useSyncExternalStore(subscribe, chosenLanguage), chooseLanguage]
}

/**
 * The language of these pages. The dashboard has no Azerbaijani, so a person whose browser asks for it first gets it
 * here where the dashboard speaks English, its default.
 */
export function languageFor(
  chosen: Language | null,
  dashboard: string,
  browser: readonly string[],
): Language {
  if (chosen) return chosen
  const main = dashboard.slice(0, 2)
  if (main === "en" && browser[0]?.toLowerCase().startsWith("az")) return "az"
  return isLanguage(main) ? main : "en"
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener("storage", listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener("storage", listener)
  }
}

function chosenLanguage(): Language | null {
  try {
    const value = window.localStorage.getItem(KEY)
    return isLanguage(value) ? value : null
  } catch {
    // The browser forbids storage.
    return null
  }
}

function chooseLanguage(language: Language | null): void {
  try {
    if (language) window.localStorage.setItem(KEY, language)
    else window.localStorage.removeItem(KEY)
  } catch {
    return
  }
  for (const listener of listeners) listener()
}
