import { LANGUAGES, LANGUAGE_NAMES, useChosenLanguage, type Language } from "../../lib/locale/language"
import { useWords } from "../../lib/locale/texts"
import { Choice } from "../common/filters"
import { Panel } from "../common/panel"

const DASHBOARD = "dashboard"

/** Chooses the language of these pages on this computer. The dashboard itself has no Azerbaijani. */
export function LanguageChoice() {
  const { t } = useWords()
  const [chosen, choose] = useChosenLanguage()
  const own = LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))
  return (
    <Panel title={t("language.label")} hint={t("language.hint")}>
      <div className="px-6 py-4">
        <div className="max-w-xs">
          <Choice
            optional={false}
            label={t("language.label")}
            value={chosen ?? DASHBOARD}
            options={[{ value: DASHBOARD, label: t("language.dashboard") }, ...own]}
            onChange={(value) => choose(value === DASHBOARD ? null : (value as Language))}
          />
        </div>
      </div>
    </Panel>
  )
}
