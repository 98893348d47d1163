import { readFileSync } from "node:fs"

import type axe from "axe-core"
import type { AxeResults } from "axe-core"
import type { Page } from "playwright-core"

interface Part {
  include: string[]
  exclude: string[]
  /** Whether the colours are ours to judge. */
  colours: boolean
}

/** The magnifying glass of Medusa's own search field is an image without a name, and the colours are the dashboard's. */
const OUR_PAGES = { include: ["main [lang]"], exclude: ["input[type=search] ~ [role=img]"], colours: false }

/** All of a page, colours included. */
export const WHOLE_PAGE: Part = { include: ["html"], exclude: [], colours: true }

/** What axe finds wrong in a part of a page: by default, in our part of the dashboard. */
export async function barriers(page: Page, part: Part = OUR_PAGES): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"))
  const { violations } = await page.evaluate<AxeResults, Part>(
    ({ include, exclude, colours }) =>
      (window as unknown as { axe: typeof axe }).axe.run(
        { include, exclude },
        {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
          rules: { "color-contrast": { enabled: colours } },
        },
      ),
    part,
  )
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`,
  )
}
