import { setTimeout as sleep } from "node:timers/promises"

/** Lets a service's method wait before it does its work, until jest restores its mocks. */
export function delay(service: object, method: string, ms: number): void {
  const target = service as Record<string, (...args: unknown[]) => Promise<unknown>>
  const original = target[method]!.bind(service)
  jest.spyOn(target, method).mockImplementation(async (...args) => {
    await sleep(ms)
    return original(...args)
  })
}
