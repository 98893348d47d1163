import { createServer } from "node:net"

/** Whether something may listen on this port of the loopback address. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined
}

/**
 * A TCP port that is free at this moment, and likely to stay so: not one of those that the operating system gives to
 * outgoing connections, of which a run of the tests makes thousands.
 *
 * @param preferred ports to try first, in this order; the operating system chooses when no other is free
 */
export async function freePort(...preferred: number[]): Promise<number> {
  for (const port of [...preferred, ...Array.from({ length: 10 }, portNobodyIsGiven)]) {
    // Servers that listen on every address do not collide with one on 127.0.0.1 alone, so both are asked.
    if ((await isPortFree(port)) && (await isPortFree(port, "0.0.0.0"))) return port
  }
  const port = await listenOnce(0, "127.0.0.1")
  if (port === undefined) throw new Error("The operating system gave no free TCP port")
  return port
}

/** Linux gives ports from 32768 on, other systems from 49152 on. */
const portNobodyIsGiven = () => 20_000 + Math.floor(Math.random() * 12_000)

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const given = typeof address === "object" && address !== null ? address.port : undefined
      server.close(() => resolve(given))
    })
  })
}
