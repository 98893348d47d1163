import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { runProcess } from "../process"
import type { Report } from "../report"
import type { Steps } from "../steps"
import { complaintsAbout } from "./contents"
import { lintersComplaints } from "./linters"
import { deadLinks } from "./links"
import { LOGS, ROOT } from "./places"
import { pack, type Tarball } from "./tarball"

/** Both packages, packed. */
export interface Packages {
  plugin: Tarball
  simulator: Tarball
}

/** Packs what was built last, and notes in the report what is wrong with either package. */
export async function inspect(folder: string, steps: Steps, report: Report): Promise<Packages> {
  const inspected = (which: keyof Packages) =>
    steps.run(which, async (remark) => {
      const tarball = await pack(folder, which)
      remark(`${tarball.files.length} files, ${tarball.bytes} bytes`)
      await inspectOne(folder, tarball, report)
      return tarball
    })
  return { plugin: await inspected("plugin"), simulator: await inspected("simulator") }
}

async function inspectOne(folder: string, tarball: Tarball, report: Report): Promise<void> {
  const { name } = tarball.manifest
  report.expectNone(`${name}: files and size`, complaintsAbout(tarball))
  report.expectNone(`${name}: links`, deadLinks(await libraryOf(folder, tarball)))
  report.expectNone(`${name}: exports and types`, await lintersComplaints(tarball))
}

async function libraryOf(folder: string, { path, files, manifest }: Tarball) {
  const unpacked = join(folder, manifest.name)
  mkdirSync(unpacked, { recursive: true })
  const [name, logFile] = [`unpack-${manifest.name}`, join(LOGS, "unpack.log")]
  await runProcess({ name, command: "tar", args: ["-xzf", path, "-C", unpacked], logFile })
  const documents = new Map(
    files
      .filter((file) => file.endsWith(".md"))
      .map((file) => [file, readFileSync(join(unpacked, "package", file), "utf8")]),
  )
  return { documents, packed: files, inRepository: (file: string) => existsSync(join(ROOT, file)) }
}
