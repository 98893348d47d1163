import { EventEmitter } from "node:events"
import { subscribe } from "node:diagnostics_channel"
import type { ClientRequest } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { SERVICE_FAILURES, statementsOf, type FailPoint, type StatementFailure } from "./fail-points"
import { DEATHS, type Death, type KillPoint, type Milestone } from "./kill-points"
import { interceptStatements, type Fate } from "./statements"

interface Failure {
  point: FailPoint
  /** Statements that pass before the first one fails. */
  passing: number
  left: readonly RegExp[]
}

/** What goes wrong inside of this process, as told from outside. `happened` hears of each thing that did. */
export class Sabotage {
  private failures: Failure[] = []
  private death: (Death & { left: readonly Milestone[] }) | undefined
  private lost: { event: RegExp; left: number } | undefined

  constructor(
    container: MedusaContainer,
    private readonly happened: (trouble: string) => void,
  ) {
    interceptStatements((text) => this.fateOf(text))
    subscribe("http.client.response.finish", (message) => {
      this.heard((message as { request: ClientRequest }).request.path)
    })
    this.interceptEvents()
    this.interceptAuthorizing(container)
  }

  /** The n-th of these statements fails from now on, once. */
  fail(point: FailPoint, nth: number): void {
    const isService = (SERVICE_FAILURES as readonly string[]).includes(point)
    const left = isService ? [] : statementsOf(point as StatementFailure)
    this.failures.push({ point, passing: nth - 1, left })
  }

  /** So many of the events of this name reach nobody. */
  loseEvents(event: string, times: number): void {
    this.lost = { event: new RegExp(event), left: times }
  }

  dieAt(point: KillPoint): void {
    const death = DEATHS[point]
    this.death = { ...death, left: death.after ?? [] }
  }

  /** What did not happen so far will not. */
  stop(): void {
    this.failures = []
    this.lost = undefined
  }

  private fateOf(text: string): Fate {
    return this.dies(text) ? "lost" : this.fails(text) ? "failed" : "sent"
  }

  private dies(text: string): boolean {
    const { death } = this
    if (!death) return false
    if (death.left.length === 0 && death.instead.test(text)) {
      setTimeout(() => process.kill(process.pid, "SIGKILL"), death.inMs ?? 0)
      return true
    }
    const [next] = death.left
    if (next && "statement" in next && next.statement.test(text)) death.left = death.left.slice(1)
    return false
  }

  private heard(path: string): void {
    const { death } = this
    const [next] = death?.left ?? []
    if (death && next && "answer" in next && next.answer.test(path)) death.left = death.left.slice(1)
  }

  private fails(text: string): boolean {
    const failure = this.failures.find(({ left }) => left[0]?.test(text))
    if (!failure) return false
    if (failure.passing > 0) {
      failure.passing -= 1
      return false
    }
    failure.left = failure.left.slice(1)
    if (failure.left.length === 0) this.over(failure)
    return true
  }

  private over(failure: Failure): void {
    this.failures = this.failures.filter((one) => one !== failure)
    this.happened(`fails: ${failure.point}`)
  }

  /** Medusa's in-memory bus hands its events to one emitter. */
  private interceptEvents(): void {
    const { emit } = EventEmitter.prototype
    const isLost = (name: unknown) => {
      if (!this.lost?.left || typeof name !== "string" || !this.lost.event.test(name)) return false
      this.lost.left -= 1
      this.happened("events lost")
      return true
    }
    EventEmitter.prototype.emit = function (this: EventEmitter, name, ...args) {
      return isLost(name) ? true : emit.call(this, name, ...args)
    }
  }

  private interceptAuthorizing(container: MedusaContainer): void {
    const payment = container.resolve(Modules.PAYMENT)
    const authorize = payment.authorizePaymentSession.bind(payment)
    payment.authorizePaymentSession = async (...parameters: Parameters<typeof authorize>) => {
      this.throwsNow("authorizing refused")
      const authorized = await authorize(...parameters)
      this.throwsNow("authorizing lost its answer")
      return authorized
    }
  }

  private throwsNow(point: FailPoint): void {
    const failure = this.failures.find((one) => one.point === point)
    if (!failure) return
    this.over(failure)
    throw new Error("chaos: Connection terminated unexpectedly")
  }
}
