import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { EventEmitter } from "node:events"

/** Subscribers of Medusa's events that are at work. Medusa's event bus in memory starts them and forgets them. */
export class Subscribers {
  private readonly atWork = new Set<Promise<unknown>>()

  /** Counts every subscriber that is called from now on. */
  constructor(container: MedusaContainer) {
    const bus = container.resolve(Modules.EVENT_BUS) as unknown as { eventEmitter_: EventEmitter }
    const emitter = bus.eventEmitter_
    emitter.emit = (event, ...args) => {
      const listeners = emitter.listeners(event)
      for (const listener of listeners) this.follow(listener(...args))
      return listeners.length > 0
    }
  }

  /** How many there are. */
  get count(): number {
    return this.atWork.size
  }

  /** Resolves when all of them have ended, and those that they have called. */
  async idle(): Promise<void> {
    while (this.atWork.size > 0) await Promise.all(this.atWork)
  }

  private follow(work: Promise<unknown>): void {
    this.atWork.add(work)
    void work.finally(() => this.atWork.delete(work))
  }
}
