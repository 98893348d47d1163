/**
 * Presses a button on a page as a browser without scripts would: sends the page's form with its hidden and checked
 * fields to its address.
 *
 * @param fields what the person presses, and what they write
 */
export async function submitPageForm(pageUrl: string, fields: Record<string, string>): Promise<void> {
  const page = await fetch(pageUrl)
  const html = await page.text()
  const form = /<form\b[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(html)
  if (!page.ok || !form) throw new Error(`${pageUrl} shows no form (HTTP ${page.status})`)
  const [, action = "", content = ""] = form
  const body = new URLSearchParams({ ...prefilled(content), ...fields })
  const target = new URL(action.replaceAll("&amp;", "&"), page.url)
  const answer = await fetch(target, { method: "POST", body, redirect: "manual" })
  if (answer.status >= 400) throw new Error(`${target.href} answered ${answer.status}`)
}

function prefilled(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(input, "name")
    const offered = !/type="radio"/.test(input) || /\bchecked\b/.test(input)
    if (name && offered) fields[name] = attribute(input, "value") ?? ""
  }
  return fields
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
}
