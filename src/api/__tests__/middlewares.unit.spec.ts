import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { adminRoutes } from "../admin/payment-gateways/middlewares"
import { hookRoutes } from "../hooks/payment-gateways/middlewares"
import { storeRoutes } from "../store/payment-gateways/middlewares"

const routes = readdirSync(join(__dirname, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|[\\/])route\.ts$/.test(file))
  .map((file) => ({
    path: `/${file.replaceAll("\\", "/").replace("/route.ts", "")}`,
    source: readFileSync(join(__dirname, "..", file), "utf8"),
  }))

/** What stands before every route below a path, whatever its method: Express goes through it first. */
const before = (path: string) =>
  [...adminRoutes, ...hookRoutes, ...storeRoutes]
    .filter(({ matcher, methods }) => !methods && `${path}/`.startsWith(`${String(matcher)}/`))
    .flatMap(({ middlewares }) => (middlewares ?? []).map(({ name }) => name))

it.each(routes.map(({ path }) => path))("%s is never asked for what no database holds", (path) => {
  expect(before(path)).toContain("refuseUnstorable")
})

it.each(
  routes
    .filter(({ path, source }) => path.startsWith("/admin/") && /export const (?!GET)/.test(source))
    .map(({ path }) => path),
)("%s is changed by the dashboard alone", (path) => {
  expect(before(path)).toContain("refuseForeign")
})

it("each admin route that changes something asks for more than to read", () => {
  const posts = adminRoutes.filter(({ methods }) => methods?.includes("POST"))
  expect(posts.length).toBeGreaterThan(10)
  for (const { matcher, policies } of posts) {
    const operations = [policies ?? []].flat().map((policy) => (policy as { operation: string }).operation)
    expect({ matcher, operations }).not.toMatchObject({ operations: ["read"] })
    expect(operations).toHaveLength(1)
  }
})
