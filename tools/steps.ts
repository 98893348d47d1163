const REFRESH_MS = 250

/** Prints each step of the start with its time, and what is going on meanwhile. */
export class Steps {
  private readonly current = new Map<string, number>()
  private ticker: NodeJS.Timeout | undefined
  private muted = false
  private readonly live = process.stdout.isTTY

  /**
   * Does a part of the work. Steps may run side by side.
   *
   * @param work may call `remark` to have something printed behind the name, such as "unchanged"
   */
  async run<T>(name: string, work: (remark: (text: string) => void) => Promise<T>): Promise<T> {
    const started = performance.now()
    let title = name
    this.begin(name, started)
    try {
      const result = await work((text) => (title = `${name} (${text})`))
      this.end(name, `✓ ${title}`, started)
      return result
    } catch (error) {
      this.end(name, `✗ ${title}`, started)
      throw error
    }
  }

  /** Prints a line between the steps. */
  say(line: string): void {
    if (this.muted) return
    this.clearLine()
    console.log(line)
  }

  /** From now on steps that end say nothing: they are being stopped. */
  mute(): void {
    this.clearLine()
    this.muted = true
    clearInterval(this.ticker)
  }

  private begin(name: string, started: number): void {
    this.current.set(name, started)
    if (!this.live) return
    this.ticker ??= setInterval(() => this.showCurrent(), REFRESH_MS).unref()
  }

  private end(name: string, line: string, started: number): void {
    this.current.delete(name)
    this.say(line.padEnd(44) + seconds(started).padStart(8))
    if (this.current.size > 0) return
    clearInterval(this.ticker)
    this.ticker = undefined
  }

  private showCurrent(): void {
    const names = [...this.current].map(([name, started]) => `${name} ${seconds(started)}`)
    this.clearLine()
    process.stdout.write(`… ${names.join(" · ")}`.slice(0, (process.stdout.columns ?? 80) - 1))
  }

  private clearLine(): void {
    if (this.live) process.stdout.write("\r\x1b[K")
  }
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`
}
