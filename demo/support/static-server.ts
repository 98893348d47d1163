import { createReadStream, existsSync, statSync } from "node:fs"
import { createServer } from "node:http"
import { extname, join, normalize, sep } from "node:path"

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
}

/** What the storefront has to know, but its build cannot. */
export interface StorefrontConfig {
  medusaUrl: string
  publishableKey: string
}

/**
 * Serves the built storefront: files as they are, `/config.json`, and the page itself for every other path, since the
 * storefront has its own routes.
 */
export function serveStorefront(folder: string, port: number, config: StorefrontConfig): Promise<() => void> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://storefront")
    if (pathname === "/config.json") {
      response.writeHead(200, { "content-type": TYPES[".json"], "cache-control": "no-store" })
      response.end(JSON.stringify(config))
      return
    }
    const file = fileFor(folder, pathname)
    // Only the names below /assets change with their content.
    const caching = pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "", "cache-control": caching })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => {
      resolve(() => {
        server.close()
        server.closeAllConnections()
      })
    })
  })
}

function fileFor(folder: string, pathname: string): string {
  const file = normalize(join(folder, safelyDecoded(pathname)))
  const inside = file.startsWith(folder + sep)
  return inside && existsSync(file) && statSync(file).isFile() ? file : join(folder, "index.html")
}

function safelyDecoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return "/"
  }
}
