import type { Manifest, Tarball } from "./tarball"

/** All that may be published: what was built, and documents with their pictures. */
const ALLOWED =
  /^(\.medusa\/server\/src\/.+|dist\/.+|(.+\/)?[\w.-]+\.md|docs\/images\/[\w-]+\.webp|LICENSE|package\.json)$/

/** The most that a package may weigh, in bytes, so that what grows is seen. */
const LIMITS: Record<string, number> = {
  "medusa-payment-gateways": 600_000,
  "medusa-payment-gateways-simulator": 120_000,
}

/** What a build leaves behind but no merchant needs. */
const UNWANTED = [
  { what: "a test", pattern: /(^|\/)__(tests|mocks|fixtures)__\/|\.(spec|test)\.[^/]+$/ },
  { what: "a source map", pattern: /\.map$/ },
  {
    what: "a configuration",
    pattern: /(^|\/)[\w.-]*[.-]config\.[cm]?[jt]s$|(^|\/)tsconfig[^/]*$|(^|\/)\.env/,
  },
  { what: "a source", pattern: /(?<!\.d)\.tsx?$/ },
]

/** Without these the package would be of no use. */
const REQUIRED = ["README.md", "LICENSE", "package.json"]

/** What is wrong with a package's size and list of files, one sentence each. */
export function complaintsAbout({ files, bytes, manifest }: Tarball): string[] {
  const limit = LIMITS[manifest.name] ?? 0
  return [
    ...(bytes > limit ? [`${manifest.name} weighs ${bytes} bytes, more than ${limit}`] : []),
    ...files.filter((file) => !ALLOWED.test(file)).map((file) => `${file} should not be published`),
    ...UNWANTED.flatMap(({ what, pattern }) =>
      files.filter((file) => pattern.test(file)).map((file) => `${file} is ${what}`),
    ),
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...Object.entries(manifest.bin)
      .filter(([, target]) => !files.includes(plain(target)))
      .map(([name, target]) => `the program ${name} has no ${target}`),
    ...exportTargets(manifest)
      .filter(([, target]) => !exists(target, files))
      .map(([name, target]) => `the export "${name}" has no ${target}`),
  ]
}

/** Names that a merchant can import, without those with a `*`. */
export function importableNames(manifest: Manifest): string[] {
  return Object.keys(manifest.exports)
    .filter((name) => !name.includes("*"))
    .map((name) => `${manifest.name}${name.slice(1)}`)
}

function exportTargets({ exports }: Manifest): [name: string, target: string][] {
  return Object.entries(exports).flatMap(([name, target]): [string, string][] =>
    typeof target === "string"
      ? [[name, target]]
      : Object.values(target).map((one): [string, string] => [name, one]),
  )
}

function exists(target: string, files: readonly string[]): boolean {
  const [before = "", after] = plain(target).split("*")
  return after === undefined
    ? files.includes(before)
    : files.some((file) => file.startsWith(before) && file.endsWith(after))
}

const plain = (path: string) => path.replace(/^\.\//, "")
