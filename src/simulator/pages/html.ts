/** Markup that has been escaped already. Only {@link html} makes it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | null | undefined | false | Html | readonly Html[]

/** Template tag: every inserted value is escaped unless it is {@link Html} itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((out, piece, index) => out + render(parts[index - 1]) + piece))
}

function render(part: Part): string {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return (part as Html[]).map((item) => item.text).join("")
  if (part === null || part === undefined || part === false) return ""
  return escape(String(part))
}

function escape(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
}

/** An address for `href`, or "" when it is anything but http(s): `javascript:` must not become a link. */
export function httpUrl(text: string): string {
  try {
    const { protocol } = new URL(text)
    return protocol === "http:" || protocol === "https:" ? text : ""
  } catch {
    return ""
  }
}
