import { catalogue } from "./en/catalogue"
import { errors } from "./en/errors"
import { general } from "./en/general"
import { pages } from "./en/pages"
import { problems } from "./en/problems"

/** English, which the other languages follow. */
export const en = { ...general, ...pages, ...catalogue, problem: problems, error: errors }
