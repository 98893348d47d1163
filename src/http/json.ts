/** A body that is not what its content type says, or has more or larger parts than any gateway sends. */
export class UnreadableBody extends Error {}

/** No gateway's notification is deeper. Recursive code that reads it must not run out of stack. */
const MAX_DEPTH = 32

/**
 * Parses JSON of a stranger.
 * @throws UnreadableBody when it is not JSON, or too deep
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) throw new UnreadableBody("the JSON is too deep")
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UnreadableBody("the body is no JSON")
  }
}

/** The depth of a text, if it is JSON. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  let isString = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isString) {
      if (char === "\\") at++
      else if (char === '"') isString = false
    } else if (char === '"') isString = true
    else if (char === "{" || char === "[") deepest = Math.max(deepest, ++depth)
    else if (char === "}" || char === "]") depth--
  }
  return deepest
}
