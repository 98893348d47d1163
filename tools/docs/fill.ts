/** What stands between two marks of a page: `<!-- name:start -->` and `<!-- name:end -->`. */
export type Parts = Readonly<Record<string, string>>

/**
 * A page with its generated parts written anew.
 * @throws Error when the page has no place for one of them
 */
export function filled(page: string, text: string, parts: Parts): string {
  return Object.entries(parts).reduce((all, [name, part]) => {
    const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
    const [before, rest] = all.split(start)
    const after = rest?.split(end)[1]
    if (before === undefined || after === undefined) throw new Error(`${page} has no place for ${name}`)
    return `${before}${start}\n\n${part}\n\n${end}${after}`
  }, text)
}
