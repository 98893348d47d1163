// Loads the named modules one after another in a fresh process, and prints how long each of them took.
import { createRequire } from "node:module"
import { join } from "node:path"

const require = createRequire(join(process.cwd(), "package.json"))

const times = process.argv.slice(2).map((name) => {
  const known = Object.keys(require.cache).length
  const started = performance.now()
  require(name)
  return { name, ms: performance.now() - started, files: Object.keys(require.cache).length - known }
})

console.log(JSON.stringify({ times }))
