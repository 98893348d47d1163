import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "../../tools/free-port"

/** Whether this machine has a redis-server; Debian's package has that name. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0

/** A Redis that keeps nothing on the disk, on a port of its own. */
export class RedisServer {
  private child: ChildProcess | undefined

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await freePort())
    await redis.run()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Everything in it is gone. */
  flushAll(): Promise<void> {
    return this.say("FLUSHALL")
  }

  /** It dies, and starts empty. */
  async restart(): Promise<void> {
    await this.stop()
    await this.run()
  }

  async stop(): Promise<void> {
    if (!this.child) return
    const ended = once(this.child, "exit")
    this.child.kill("SIGKILL")
    this.child = undefined
    await ended
  }

  private async run(): Promise<void> {
    const nothingKept = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
    this.child = spawn("redis-server", ["--port", String(this.port), ...nothingKept], { stdio: "ignore" })
    for (let tries = 0; tries < 100; tries++) {
      if (await this.say("PING").then(() => true, () => false)) return // prettier-ignore
      await sleep(50)
    }
    throw new Error("redis-server does not answer")
  }

  private async say(command: string): Promise<void> {
    const socket = connect(this.port, "127.0.0.1")
    try {
      await once(socket, "connect")
      socket.write(`${command}\r\n`)
      const [answer] = await once(socket, "data")
      if (!String(answer).startsWith("+")) throw new Error(String(answer))
    } finally {
      socket.destroy()
    }
  }
}
