const UNSTORABLE = /[\0\p{Surrogate}]/u

/** Whether a text can be stored: without NUL, which databases refuse, and without half characters. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text)

/** A text cut to a length, and such that it can be stored. */
export const cut = (text: string, max: number): string =>
  text.replaceAll("\0", "").slice(0, max).toWellFormed()

/** An error's message, or a gateway's reason, as it is stored and shown. */
export const keptMessage = (text: string): string => cut(text, 500)
