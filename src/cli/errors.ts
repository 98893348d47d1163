/** Something that the author can put right; its message says how. */
export class CommandError extends Error {}
