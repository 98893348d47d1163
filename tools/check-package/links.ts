import { dirname, join, normalize } from "node:path/posix"

/** A link or a picture of a document. */
export interface Link {
  /** As from the document's folder, without its anchor; empty for a place in the document itself. */
  path: string
  anchor: string
}

/** Documents of a package by their paths, and what else there is to link to. */
export interface Library {
  /** Paths in the tarball, as far as they are Markdown. */
  documents: ReadonlyMap<string, string>
  /** All paths in the tarball. */
  packed: readonly string[]
  /** Whether the repository has a file or folder of this path. */
  inRepository: (path: string) => boolean
}

/**
 * Dead links of a package's documents, one sentence each. What a README or a changelog names must be in the package, since
 * npm shows them before anything else; other documents may name pictures, sources and notes that only the repository has.
 */
export function deadLinks({ documents, packed, inRepository }: Library): string[] {
  const isPacked = (path: string) => packed.some((file) => file === path || file.startsWith(`${path}/`))
  return [...documents].flatMap(([document, text]) =>
    relativeLinks(text).flatMap(({ path, anchor }) => {
      const target = path ? normalize(join(dirname(document), path)).replace(/\/$/, "") : document
      const mustBePacked = /(^|\/)(README(\.\w+)?|CHANGELOG)\.md$/.test(document)
      if (mustBePacked && !isPacked(target))
        return [`${document} names ${target}, which is not in the package`]
      if (!isPacked(target) && !inRepository(target))
        return [`${document} names ${target}, which is not there`]
      const aim = documents.get(target)
      const hasAnchor = !anchor || aim === undefined || anchorsOf(aim).has(anchor)
      return hasAnchor ? [] : [`${document} names ${target}#${anchor}, which has no such heading`]
    }),
  )
}

/** Links and pictures that lead neither to other sites nor out of code samples. */
export function relativeLinks(markdown: string): Link[] {
  const text = withoutCode(markdown)
  const found = [
    ...text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...text.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g),
  ].map(([, target = ""]) => target)
  return found
    .filter((target) => !/^([a-z][a-z+.-]*:|\/\/)/i.test(target))
    .map((target) => {
      const [path = "", anchor = ""] = target.split("#")
      return { path: decodeURI(path), anchor: decodeURIComponent(anchor) }
    })
}

/** What can follow a `#`: headings as GitHub names them, and anchors that are written down. */
export function anchorsOf(markdown: string): Set<string> {
  const text = withoutCode(markdown, "keep inline code")
  const anchors = new Set([...text.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name))
  const counts = new Map<string, number>()
  for (const [, heading = ""] of text.matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm)) {
    const slug = slugOf(heading)
    const before = counts.get(slug) ?? 0
    counts.set(slug, before + 1)
    anchors.add(before ? `${slug}-${before}` : slug)
  }
  return anchors
}

function slugOf(heading: string): string {
  return heading
    .replace(/<[^>]+>/g, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-")
}

function withoutCode(markdown: string, inline?: "keep inline code"): string {
  const text = markdown
    .replace(/^( *)(```+|~~~+)[^\n]*\n[\s\S]*?^ *\2 *$/gm, "")
    .replace(/<!--[\s\S]*?-->/g, "")
  return inline ? text : text.replace(/(`+)[\s\S]*?\1/g, "")
}
