/**
 * Runs `work` over all items, at most `size` at a time. A failing one does not stop the others.
 *
 * @param isOver when it says so, no further item is begun
 * @returns the items that were not begun
 */
export async function inPool<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<void>,
  isOver: () => boolean = () => false,
): Promise<T[]> {
  const rest = [...items]
  const worker = async () => {
    while (!isOver()) {
      const item = rest.shift()
      if (item === undefined) return
      await work(item).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
  return rest
}
