/** NUL, which databases refuse, or half of a character. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

/** Whether a text can be written down anywhere: no NUL, which databases refuse, and no half of a character. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text)

/** Words for people, cut to a length and fit to be written down. */
export const cut = (text: string, max: number): string =>
  text.replaceAll("\0", "").slice(0, max).toWellFormed()

/** An error's message, or a gateway's reason, as it is kept and shown. */
export const keptMessage = (text: string): string => cut(text, 500)
