import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

import * as ts from "typescript"

const ROOT = resolve(__dirname, "..")
const SOURCE = join(ROOT, "src/storefront")
const TARGET = join(ROOT, ".medusa/server/src/storefront")

/**
 * Compiles what a storefront imports, beside the plugin's other files: modules for bundlers, file by file, so that
 * "use client" stays where it is. `medusa plugin:build` makes CommonJS of all it compiles, so it leaves this folder out.
 */
function build(): void {
  rmSync(TARGET, { recursive: true, force: true })
  const config = readConfig()
  const program = ts.createProgram(config.fileNames, config.options)
  const own = program.getSourceFiles().filter(({ fileName }) => config.fileNames.includes(fileName))
  const problems = [...config.errors, ...ts.getPreEmitDiagnostics(program)]
  if (problems.length > 0) {
    console.error(ts.formatDiagnosticsWithColorAndContext(problems, ts.createCompilerHost({})))
    process.exit(1)
  }
  // The server's contract is part of the program, but not of this folder.
  for (const file of own) program.emit(file, write)
  for (const name of ["package.json", "style.css"]) copyFileSync(join(SOURCE, name), join(TARGET, name))
  console.log(`${own.length} files in ${TARGET}`)
}

function readConfig(): ts.ParsedCommandLine {
  const file = join(SOURCE, "tsconfig.json")
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => process.exit(1) }
  const config = ts.getParsedCommandLineOfConfigFile(file, {}, host)
  if (!config) throw new Error(`${file} cannot be read`)
  return config
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

build()
