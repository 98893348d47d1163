import { readFileSync } from "node:fs"

import type axe from "axe-core"
import type { AxeResults } from "axe-core"
import type { Page } from "playwright-core"

/** The magnifying glass of Medusa's own search field is an image without a name. */
const OURS = { include: ["main [lang]"], exclude: ["input[type=search] ~ [role=img]"] }

/** What axe finds wrong in our part of a page. Colours are the dashboard's own and not ours to judge. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"))
  const { violations } = await page.evaluate<AxeResults, typeof OURS>(
    (ours) =>
      (window as unknown as { axe: typeof axe }).axe.run(ours, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
        rules: { "color-contrast": { enabled: false } },
      }),
    OURS,
  )
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`,
  )
}
