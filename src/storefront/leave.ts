import { webUrl } from "./safe-url.js"
import type { ShopperAction } from "./types.js"

/**
 * Sends the browser to the gateway's page. A transfer needs no other page.
 *
 * @returns whether the browser leaves
 */
export function goToPayment(next: ShopperAction | null | undefined): boolean {
  const url = next && next.type !== "transfer" ? webUrl(next.url) : undefined
  if (!url || !next) return false
  if (next.type === "form") submitForm(url, next.fields)
  else window.location.assign(url)
  return true
}

function submitForm(url: string, fields: Record<string, string>): void {
  const form = document.createElement("form")
  form.method = "post"
  form.action = url
  form.acceptCharset = "utf-8"
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input")
    input.type = "hidden"
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  // A field named "submit" would hide the form's own method.
  HTMLFormElement.prototype.submit.call(form)
  form.remove()
}
