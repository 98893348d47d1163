const WIDTH = 118

/** What would begin a list, a heading or a quotation at the beginning of a line. */
const BEGINS_SOMETHING = /^([-+*>#]|\d+[.)])/

/**
 * A line of Markdown in lines that fit an editor. Code is not broken, nor is anything put at the beginning of a line that
 * would mean something else there.
 */
export function wrap(text: string): string {
  const [, indent = "", mark = ""] = /^( *)(- )?/.exec(text) ?? []
  const words = text.slice(indent.length).match(/(?:`[^`]*`|<[^>]*>|[^\s`<])+/g) ?? []
  const inner = `${indent}${" ".repeat(mark.length)}`
  const lines = [indent]
  for (const word of words) {
    const last = lines[lines.length - 1] as string
    const isBlank = last.trim() === ""
    const longer = isBlank ? `${last}${word}` : `${last} ${word}`
    if (longer.length <= WIDTH || isBlank || BEGINS_SOMETHING.test(word)) lines[lines.length - 1] = longer
    else lines.push(`${inner}${word}`)
  }
  return lines.join("\n")
}
