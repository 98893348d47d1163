/** Something whose time is taken beside others. */
export interface Peer {
  name: string
  /** Does one piece of work and tells how long it took, in whatever unit all peers share. */
  run(): Promise<number> | number
}

/** How much to measure. */
export interface Rounds {
  /** Pieces of work of each peer before anything is written down. */
  warmUp: number
  rounds: number
}

/**
 * Takes samples of all peers in turns, one piece of work each, and lets another one begin each time: whatever else
 * the machine does meanwhile hits all of them alike.
 *
 * @returns the samples of each peer, by its name; those of one index were taken side by side
 */
export async function alternate(
  peers: readonly Peer[],
  { warmUp, rounds }: Rounds,
): Promise<Record<string, number[]>> {
  const samples = Object.fromEntries(peers.map(({ name }) => [name, [] as number[]]))
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(round + warmUp + turn) % peers.length]
      const sample = await peer?.run()
      if (peer && sample !== undefined && round >= 0) samples[peer.name]?.push(sample)
    }
  }
  return samples
}
