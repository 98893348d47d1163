import type { Texts } from "./texts"
import { catalogue } from "./ru/catalogue"
import { errors } from "./ru/errors"
import { general } from "./ru/general"
import { pages } from "./ru/pages"
import { problems } from "./ru/problems"

/** Russian. */
export const ru: Texts = { ...general, ...pages, ...catalogue, problem: problems, error: errors }
