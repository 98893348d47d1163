const DAY_MS = 24 * 60 * 60 * 1000

/** The answer to the first request under a key. */
export interface KeyEntry {
  /** Of its address and body. */
  digest: string
  /** Milliseconds of the first request. */
  at: number
  answer: unknown
  /** The refusal, where refused requests use their key up. */
  refusal?: Error
}

/** The operations of one shop by `Idempotence-Key`, each remembered for 24 hours from its first request. */
export class KeyStore {
  private entries = new Map<string, KeyEntry>()

  find(key: string, now: number): KeyEntry | undefined {
    const entry = this.entries.get(key)
    if (!entry || now - entry.at < DAY_MS) return entry
    this.entries.delete(key)
    return undefined
  }

  keep(key: string, entry: KeyEntry): void {
    this.entries.set(key, entry)
  }

  forget(key: string): void {
    this.entries.delete(key)
  }

  clear(): void {
    this.entries.clear()
  }
}
