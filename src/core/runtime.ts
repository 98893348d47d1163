/** Where a gateway writes. Medusa's logger fits. Only named, scrubbed facts go in. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** The outside world as a gateway sees it; injected, so that tests decide on time and chance. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number
  /** A number in [0, 1). */
  random(): number
  sleep(ms: number): Promise<void>
  readonly log: Logger
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The real clock and chance, with a logger of the caller's (silent without one). */
export function systemRuntime(log: Logger = silent): Runtime {
  return {
    now: Date.now,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  }
}
