import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

import type * as Esbuild from "esbuild"

import { BUILT, ROOT } from "../support/paths"

/** What a shopper's browser has to load of the plugin, in bytes. */
export interface SizeResult {
  name: string
  minified: number
  gzipped: number
}

/** Everything that a storefront can use, with the words of one language. */
const ALL = [
  ...[
    "createPaymentsClient",
    "PaymentsError",
    "goToPayment",
    "watchPayment",
    "usePayment",
    "usePaymentMethods",
  ],
  ...[
    "PaymentsProvider",
    "PaymentMethodPicker",
    "RedirectButton",
    "TransferCard",
    "PaymentReturn",
    "PaymentPanel",
  ],
]

const BUNDLES: { name: string; imports: string[] }[] = [
  { name: "all components, hooks and the client", imports: ALL },
  { name: "the same in three languages", imports: [...ALL, "en", "ru", "az"] },
  {
    name: "client and watch, without React",
    imports: ["createPaymentsClient", "goToPayment", "watchPayment"],
  },
]

/** Bundles the built storefront modules as a merchant's bundler would, without React, and weighs them. */
export async function measureSize(): Promise<SizeResult[]> {
  const folder = join(BUILT, "storefront")
  const bundles = BUNDLES.map(async ({ name, imports }) => {
    const code = `export { ${imports.join(", ")} } from "./index.js"`
    return weigh(name, await bundle(code, folder))
  })
  return [...(await Promise.all(bundles)), weigh("style.css", await minifiedStyle(folder))]
}

async function bundle(contents: string, resolveDir: string): Promise<Uint8Array> {
  const { outputFiles } = await esbuild().build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    charset: "utf8",
    external: ["react", "react/*"],
    write: false,
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

async function minifiedStyle(folder: string): Promise<Uint8Array> {
  const style = readFileSync(join(folder, "style.css"), "utf8")
  return Buffer.from((await esbuild().transform(style, { loader: "css", minify: true })).code)
}

const weigh = (name: string, bytes: Uint8Array): SizeResult => ({
  name,
  minified: bytes.length,
  gzipped: gzipSync(bytes, { level: 9 }).length,
})

// It comes with Vite.
function esbuild(): Pick<typeof Esbuild, "build" | "transform"> {
  const vite = createRequire(join(ROOT, "package.json")).resolve("vite")
  return createRequire(vite)("esbuild") as typeof Esbuild
}
