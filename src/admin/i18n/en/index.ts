import { catalogue } from "./catalogue"
import { errors } from "./errors"
import { general } from "./general"
import { pages } from "./pages"
import { problems } from "./problems"

/** English, which the other languages follow. */
export const en = { ...general, ...pages, ...catalogue, problem: problems, error: errors }
