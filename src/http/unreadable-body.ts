/** A body that is not what its content type says, or has more or larger parts than any gateway sends. */
export class UnreadableBody extends Error {}
