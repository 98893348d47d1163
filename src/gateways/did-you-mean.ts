/** The name that is nearest to a mistyped one; undefined where none is near. */
export function meantName(typed: string, names: readonly string[]): string | undefined {
  const plain = plainly(typed)
  const most = Math.max(1, Math.floor(plain.length / 3))
  const near = names
    .map((name) => ({ name, steps: distance(plain, plainly(name)) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
  return near[0]?.name
}

/** "secret_key" and "SecretKey" count as the same name. */
const plainly = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "")

/** The Damerau–Levenshtein distance (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          at(rows, i - 1, j) + 1,
          (row[j - 1] ?? 0) + 1,
          at(rows, i - 1, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(rows, i - 2, j - 2) + 1 : Infinity,
        ),
      )
    }
    rows.push(row)
  }
  return at(rows, a.length, b.length)
}

const at = (rows: readonly (readonly number[])[], i: number, j: number) => rows[i]?.[j] ?? 0
