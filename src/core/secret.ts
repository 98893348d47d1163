const REDACTED = "[secret]"

/**
 * A value that cannot be printed by accident: `String()`, `JSON.stringify`, template strings and `util.inspect`
 * all show `[secret]`. The value comes out only through {@link Secret.reveal}.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Call it only where the secret is used, never to keep a copy. */
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
