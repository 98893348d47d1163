/** Does the work for 0, 1, 2, … below `count`, at most `size` of them at a time. The first failure ends it. */
export async function inTurns(
  count: number,
  size: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(size, count) }, worker))
}
