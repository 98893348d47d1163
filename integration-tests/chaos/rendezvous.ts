/** Whoever comes waits for the last one; then something is done, once. */
export class Rendezvous {
  private readonly done: Promise<void>
  private all: () => void = () => undefined

  constructor(
    private missing: number,
    act: () => Promise<void>,
  ) {
    this.done = new Promise<void>((resolve) => (this.all = resolve)).then(act)
  }

  /** Resolves when all have come and it is done. */
  arrive(): Promise<void> {
    this.missing -= 1
    if (this.missing === 0) this.all()
    return this.done
  }
}
