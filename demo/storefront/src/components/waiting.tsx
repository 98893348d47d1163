import { useSpeech } from "../language/language"
import type { Loaded } from "../lib/use-loaded"
import { Message } from "./message"

/** What stands in the place of something that is not there yet, or did not come. */
export function Waiting({ on, text }: { on: Loaded<unknown>; text: string }) {
  const { t } = useSpeech()
  if (!on.hasFailed) return <p className="loading">{text}</p>
  return (
    <Message title={t("failedToLoad")}>
      <button className="button primary" onClick={on.again}>
        {t("loadAgain")}
      </button>
    </Message>
  )
}
