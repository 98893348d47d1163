/** The conditions of a statement with their values, in the order of the question marks. */
export class Where {
  private readonly conditions = ["deleted_at is null"]
  readonly values: unknown[] = []

  and(condition: string, ...values: unknown[]): this {
    this.conditions.push(`(${condition})`)
    this.values.push(...values)
    return this
  }

  /** One of the values; any where none are given. */
  oneOf(column: string, values: readonly string[] | undefined): this {
    return values ? this.and(`${column} in (${marks(values)})`, ...values) : this
  }

  toString(): string {
    return this.conditions.join(" and ")
  }
}

/** Question marks for a list; of an empty one, a list that holds nothing. */
export const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ") || "null"

/** Everything that begins with a text, whatever it holds. */
export const prefixPattern = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`
