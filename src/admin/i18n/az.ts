import type { Texts } from "./texts"
import { catalogue } from "./az/catalogue"
import { errors } from "./az/errors"
import { general } from "./az/general"
import { pages } from "./az/pages"
import { problems } from "./az/problems"

/** Azerbaijani. */
export const az: Texts = { ...general, ...pages, ...catalogue, problem: problems, error: errors }
