import type { TextKey } from "../../i18n/texts"
import { useWords } from "../../lib/locale/texts"

/** A page's name in the dashboard's breadcrumbs. */
export function Crumb({ text }: { text: TextKey }) {
  const { t } = useWords()
  return <>{t(text)}</>
}
