/** Runs `work` over all items, at most `size` at a time. A failing one does not stop the others. */
export async function inPool<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items]
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      await work(item).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
}
