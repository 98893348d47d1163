/**
 * Runs `work` for all items, at most `size` at a time. A failure does not stop the others.
 *
 * @param isOver when it returns true, no further item is begun
 */
export async function inPool<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<void>,
  isOver: () => boolean = () => false,
): Promise<void> {
  const rest = [...items]
  const worker = async () => {
    while (!isOver()) {
      const item = rest.shift()
      if (item === undefined) return
      await work(item).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
}
