import { GatewayDeclined, GatewayUnavailable, OutcomeUnknown } from "../../core/errors"
import { askFirst, type OnceOnly } from "../ask-first"

const lost = () => new OutcomeUnknown("no answer")

/** A call whose tries end so, one after the other, and what the gateway shows of it. */
function call(
  tries: (string | Error)[],
  shows: string | null | Error,
  judge?: OnceOnly<string, string>["judge"],
) {
  const done: string[] = []
  const give = <T>(what: T | Error): T => {
    if (what instanceof Error) throw what
    return what
  }
  const result = askFirst<string, string>({
    send: async () => (done.push("send"), give(tries.shift() ?? "too often")),
    lookUp: async () => (done.push("ask"), give(shows)),
    ...(judge && { judge }),
  })
  return result.then(
    (answer) => ({ answer, done }),
    (error: Error) => ({ error: error.constructor, done }),
  )
}

it("is sent once where an answer comes", async () => {
  expect(await call(["made"], null)).toEqual({ answer: "made", done: ["send"] })
  expect(await call([new GatewayDeclined("no")], null)).toEqual({ error: GatewayDeclined, done: ["send"] })
})

it("is sent once more only where the gateway itself knows of nothing", async () => {
  expect(await call([lost(), "made"], null)).toEqual({ answer: "made", done: ["send", "ask", "send"] })
  expect(await call([lost(), lost()], null)).toEqual({ error: OutcomeUnknown, done: ["send", "ask", "send"] })
})

it("stays unknown where the gateway shows it, or shows nothing at all", async () => {
  const unknown = { error: OutcomeUnknown, done: ["send", "ask"] }
  expect(await call([lost()], "there")).toEqual(unknown)
  expect(await call([lost()], new GatewayUnavailable("away"))).toEqual(unknown)
})

it("is done where what is shown says so", async () => {
  const judge = (found: string | null) => (found === "taken" ? { answer: "taken" } : ("again" as const))
  expect(await call([lost()], "taken", judge)).toEqual({ answer: "taken", done: ["send", "ask"] })
  expect(await call([lost(), "made"], "waiting", judge)).toMatchObject({ answer: "made" })
})
