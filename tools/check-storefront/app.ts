import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { BEFORE } from "../check-package/app"
import { cleanEnvironment } from "../check-package/environment"
import { runProcess, startProcess, type RunningProcess } from "../process"
import type { Step } from "./guide"

/** What differs from reader to reader: what stands in the guide, and what this reader writes instead. */
export type Own = readonly (readonly [shown: RegExp, own: string])[]

/** A reader's folder, in which the guide is followed. */
export class ReadersApp {
  private cwd: string
  private count = 0
  private readonly found = new Set<RegExp>()

  constructor(
    private readonly folder: string,
    private readonly logs: string,
    private readonly own: Own,
  ) {
    this.cwd = folder
  }

  /** Does what the step says. Commands with a port are a server, which goes on running. */
  async follow(step: Step): Promise<RunningProcess | undefined> {
    const text = this.adapted(step.text)
    if (step.kind === "file") this.write(step.path, text)
    if (step.kind !== "commands") return undefined
    if (/--port \d/.test(text)) return startProcess(this.shell(text))
    const whereabouts = join(this.folder, ".whereabouts")
    await runProcess(this.shell(`${text}\npwd > '${whereabouts}'`))
    this.cwd = readFileSync(whereabouts, "utf8").trim()
    return undefined
  }

  /** The text with this reader's own values. */
  adapted(text: string): string {
    return this.own.reduce((before, [shown, own]) => {
      if (!shown.test(before)) return before
      this.found.add(shown)
      return before.replace(shown, () => own)
    }, text)
  }

  /** Values that the guide has not shown anywhere: it has changed, and this check has not. */
  unused(): string[] {
    return this.own.filter(([shown]) => !this.found.has(shown)).map(([shown]) => String(shown))
  }

  private write(path: string, text: string): void {
    const file = join(this.cwd, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  private shell(commands: string) {
    const name = `guide-${++this.count}`
    return {
      name: commands.split("\n", 1)[0] ?? name,
      command: "sh",
      args: ["-e", "-c", commands],
      cwd: this.cwd,
      // Nobody is there to be asked; and the same versions each time.
      env: { ...cleanEnvironment(), npm_config_yes: "true", npm_config_before: BEFORE },
      logFile: join(this.logs, `${name}.log`),
    }
  }
}
