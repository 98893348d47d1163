import { readdirSync } from "node:fs"
import { join } from "node:path"

/* All files of http/. Their suites share one Medusa, as those of one file do. */
const folder = join(__dirname, "http")
for (const file of readdirSync(folder).sort()) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest wants all tests described at once
  if (file.endsWith(".spec.ts")) require(join(folder, file))
}
