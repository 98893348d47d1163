/** One of Medusa's storefront starters. */
export interface Starter {
  name: "dtc-starter" | "nextjs-starter-medusa"
  /** The storefront's folder, below the one that was given: "" or "apps/storefront". */
  folder: string
  /** The environment variable with Medusa's address. */
  backendUrl: string
}

/** Files that both starters have. */
const LANDMARKS = ["src/lib/config.ts", "src/lib/data/cart.ts", "src/middleware.ts"]
const MONOREPO = "apps/storefront"

/**
 * Which of the starters a folder holds: the monorepo, its storefront, or the storefront that stands alone.
 *
 * @param read answers the text of a file in the folder, or null where there is none
 */
export function recognise(read: (path: string) => string | null): Starter | undefined {
  for (const folder of ["", MONOREPO]) {
    const inFolder = (path: string) => read(folder ? `${folder}/${path}` : path)
    const manifest = inFolder("package.json")
    if (!manifest || !/"next"\s*:/.test(manifest)) continue
    if (LANDMARKS.some((path) => inFolder(path) === null)) continue
    const config = inFolder("src/lib/config.ts") ?? ""
    if (config.includes("process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL")) {
      return { name: "dtc-starter", folder, backendUrl: "NEXT_PUBLIC_MEDUSA_BACKEND_URL" }
    }
    if (config.includes("process.env.MEDUSA_BACKEND_URL")) {
      return { name: "nextjs-starter-medusa", folder, backendUrl: "MEDUSA_BACKEND_URL" }
    }
  }
  return undefined
}
