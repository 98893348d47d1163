const REDACTED = "[secret]"

/**
 * A value that cannot be printed by accident: `String()`, `JSON.stringify`, template strings and `util.inspect` all show
 * `[secret]`. Only {@link Secret.reveal} gives the value.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself: call it where the secret is used, and keep no copy. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  /** What Node's console and Medusa's logger print. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED
  }
}
