import { languageFor } from "../locale/language"

it.each([
  ["the dashboard's language", null, "ru", ["en-US"], "ru"],
  ["English where the dashboard speaks one that these pages do not", null, "de", ["az"], "en"],
  [
    "Azerbaijani for its speakers, whom the dashboard can only offer English",
    null,
    "en",
    ["az-AZ", "en"],
    "az",
  ],
  ["English for those who know some Azerbaijani, too", null, "en", ["en-US", "az"], "en"],
  ["what somebody has chosen, whatever the dashboard speaks", "az", "ru", ["ru"], "az"],
] as const)("the pages speak %s", (_, chosen, dashboard, browser, spoken) => {
  expect(languageFor(chosen, dashboard, browser)).toBe(spoken)
})
