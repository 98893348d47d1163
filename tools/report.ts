/** One thing that was looked at. */
interface Row {
  step: string
  expected: string
  seen: string
}

/** What a check expected and what it saw. */
export class Report {
  private readonly rows: Row[] = []
  private readonly complaints: string[] = []

  /** Notes one comparison. */
  expect(step: string, expected: string, seen: string): void {
    this.rows.push({ step, expected, seen })
  }

  /** Notes what a look at something has led to: at best no complaint. */
  expectNone(step: string, complaints: readonly string[]): void {
    this.expect(
      step,
      "no complaint",
      complaints.length > 0 ? `${complaints.length}, see below` : "no complaint",
    )
    this.complaints.push(...complaints)
  }

  /** Whether everything was as expected, and there was anything at all. */
  get passed(): boolean {
    return this.rows.length > 0 && this.rows.every(isOk)
  }

  /** A table for the terminal, and the complaints below it. */
  toString(): string {
    const cells = this.rows.map((row) => [row.step, row.expected, row.seen, isOk(row) ? "✓" : "✗ DIFFERS"])
    const table = [["step", "expected", "seen", "ok"], ...cells]
    const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)))
    const format = (line: string[]) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join(" │ ")
        .trimEnd()
    const [head = [], ...body] = table
    const rule = widths.map((width) => "─".repeat(width)).join("─┼─")
    const list = this.complaints.map((complaint) => `✗ ${complaint}`)
    return [format(head), rule, ...body.map(format), ...(list.length > 0 ? ["", ...list] : [])].join("\n")
  }
}

function isOk(row: Row): boolean {
  return row.expected === row.seen
}
