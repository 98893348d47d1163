import { Random } from "../random"

/**
 * Deals cards so that each comes equally often: in every round of the whole deck once, each round in another order. The
 * n-th card is the same whatever was dealt before it.
 */
export class Deck<T> {
  private readonly rounds = new Map<number, T[]>()

  constructor(
    private readonly cards: readonly T[],
    private readonly seed: readonly (number | string)[],
  ) {}

  deal(nth: number): T {
    const round = Math.floor(nth / this.cards.length)
    const shuffled = this.rounds.get(round) ?? new Random("deck", ...this.seed, round).shuffled(this.cards)
    this.rounds.set(round, shuffled)
    return shuffled[nth % this.cards.length] as T
  }
}

/** Each name as often as its weight. */
export const weighted = <K extends string>(weights: Record<K, number>): K[] =>
  (Object.entries(weights) as [K, number][]).flatMap(([name, weight]) =>
    Array.from({ length: weight }, () => name),
  )
