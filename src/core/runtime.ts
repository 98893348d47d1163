/** A gateway's log; Medusa's logger fits. Secrets and personal data never go into it. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** Time, chance and the log of a gateway; handed in, so that tests decide on them. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number
  /** A number in [0, 1). */
  random(): number
  sleep(ms: number): Promise<void>
  readonly log: Logger
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The system's clock and random numbers, with the caller's logger (silent without one). */
export function systemRuntime(log: Logger = silent): Runtime {
  return {
    now: Date.now,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  }
}
