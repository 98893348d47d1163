import { az } from "./az"
import { en } from "./en"
import { NAMESPACE } from "./namespace"
import { ru } from "./ru"

/** What the dashboard merges into its own texts. */
export default {
  en: { [NAMESPACE]: en },
  ru: { [NAMESPACE]: ru },
  az: { [NAMESPACE]: az },
}
