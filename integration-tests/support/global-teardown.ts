import { rmSync } from "node:fs"
import type { TestServer } from "./global-setup"
import { dropStoreDatabases } from "./store-database"

export default async function globalTeardown(): Promise<void> {
  const { testServer } = globalThis as { testServer?: TestServer }
  if (testServer) {
    await testServer.postgres.stop()
    rmSync(testServer.folder, { recursive: true, force: true })
  } else {
    await dropStoreDatabases()
  }
}
