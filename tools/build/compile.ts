import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

import * as ts from "typescript"

/**
 * Compiles a part of the plugin that `medusa plugin:build` leaves out, into a folder that is emptied before.
 *
 * @param config a tsconfig.json
 * @returns how many files were compiled
 * @throws Error with the compiler's own words when something is wrong with the sources
 */
export function compile(config: string, target: string): number {
  rmSync(target, { recursive: true, force: true })
  const { fileNames, options, errors } = readConfig(config)
  const program = ts.createProgram(fileNames, options)
  const problems = [...errors, ...ts.getPreEmitDiagnostics(program)]
  if (problems.length > 0) {
    throw new Error(ts.formatDiagnosticsWithColorAndContext(problems, ts.createCompilerHost({})))
  }
  // Others' files, such as the server's contract, may be part of the program, but not of this folder.
  const own = program.getSourceFiles().filter(({ fileName }) => fileNames.includes(fileName))
  for (const file of own) program.emit(file, write)
  return own.length
}

function readConfig(file: string): ts.ParsedCommandLine {
  const onUnRecoverableConfigFileDiagnostic = ({ messageText }: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"))
  }
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic },
  )
  if (!config) throw new Error(`${file} cannot be read`)
  return config
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
