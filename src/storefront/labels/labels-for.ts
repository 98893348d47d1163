import { az } from "./az.js"
import { en, type Labels } from "./en.js"
import { ru } from "./ru.js"

const LABELS = new Map<string, Labels>(Object.entries({ az, en, ru }))

/** The labels in a language ("ru", "ru-RU"); English where there are none. */
export function labelsFor(locale: string): Labels {
  const [language = ""] = locale.toLowerCase().split(/[-_]/)
  return LABELS.get(language) ?? en
}
