import type { Change } from "./edits"

/** A change as text: a new file by its length, any other by its `-` and `+` lines with a line around them. */
export function diffOf({ path, before, after }: Change): string {
  if (before === null) return `  new      ${path} (${after.trimEnd().split("\n").length} lines)`
  const lines = hunksOf(before.split(/\r?\n/), after.split(/\r?\n/))
  return [`  changed  ${path}`, ...lines.map((line) => `      ${line}`.trimEnd())].join("\n")
}

type Line = [sign: " " | "-" | "+", text: string]

function hunksOf(a: readonly string[], b: readonly string[]): string[] {
  const lines = alignedLines(a, b)
  const isNear = (at: number) => [at - 1, at, at + 1].some((near) => lines[near] && lines[near][0] !== " ")
  return lines.flatMap(([sign, text], at) => {
    if (!isNear(at)) return []
    return at > 0 && !isNear(at - 1) ? ["…", `${sign} ${text}`] : [`${sign} ${text}`]
  })
}

/** The lines of both texts, aligned by their longest common sequence. */
function alignedLines(a: readonly string[], b: readonly string[]): Line[] {
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const value = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j] ? value(i + 1, j + 1) + 1 : Math.max(value(i + 1, j), value(i, j + 1))
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([" ", a[i++] as string])
      j++
    } else if (j >= b.length || (i < a.length && value(i + 1, j) >= value(i, j + 1))) {
      lines.push(["-", a[i++] as string])
    } else lines.push(["+", b[j++] as string])
  }
  return lines
}
