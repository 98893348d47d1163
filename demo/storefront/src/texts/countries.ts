import type { Language } from "../language/language"

/** Names of the countries for browsers that do not know them in this language: Chromium speaks no Azerbaijani. */
export const COUNTRIES: Partial<Record<Language, Record<string, string>>> = {
  az: {
    at: "Avstriya",
    az: "Azərbaycan",
    de: "Almaniya",
    es: "İspaniya",
    fi: "Finlandiya",
    fr: "Fransa",
    it: "İtaliya",
    nl: "Niderland",
    pl: "Polşa",
    ru: "Rusiya",
  },
}
