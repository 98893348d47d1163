import { readFileSync } from "node:fs"
import { join } from "node:path"

import { ROOT } from "./places"

const BLOCK = /```ts\n\/\/ medusa-config\.ts\n([\s\S]*?)```/

const BEFORE = `import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

`

/** What every store has, in the place where the README has an ellipsis. */
const PROJECT = `  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "check-only",
      cookieSecret: "check-only",
    },
  },
  admin: { disable: true },
`

/** The README's only difference to a test: its gateways are the real ones, and take real money. */
const ADDRESSES = [
  { before: "shopId:", line: "baseUrl: process.env.TEGRO_BASE_URL," },
  { before: "returnUrl:", line: "baseUrl: process.env.YOOKASSA_BASE_URL, test: true," },
  { before: "merchantId:", line: "baseUrl: process.env.M2CERBER_BASE_URL," },
]

/**
 * The medusa-config.ts that the README tells merchants to write, completed to a whole file.
 *
 * @throws Error when the README does not show one any more, or not in this form
 */
export function configFromReadme(): string {
  const [, shown] = BLOCK.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? []
  if (!shown) throw new Error('README.md has no ```ts block that begins with "// medusa-config.ts"')
  const edits = [
    { place: /^ *\/\/ …\n/m, text: PROJECT },
    ...ADDRESSES.map(({ before, line }) => ({
      place: new RegExp(`(?=^ *${before})`, "m"),
      text: `              ${line}\n`,
    })),
  ]
  return edits.reduce((config, { place, text }) => {
    if (!place.test(config)) throw new Error(`The configuration in README.md has nothing like ${place}`)
    return config.replace(place, text)
  }, `${BEFORE}${shown}`)
}
