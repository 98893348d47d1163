import { nextCheckIn, prospectOf, type Prospect } from "../check-schedule"

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The ages at which a payment is asked about, if nothing ever changes. */
function looks(prospect: Prospect): number[] {
  const ages: number[] = []
  for (let age = 0, delay = nextCheckIn(0, prospect); delay !== null; delay = nextCheckIn(age, prospect)) {
    age += delay
    ages.push(age)
  }
  return ages
}

it("asks at most twenty times about a session that nobody pays, and less about one that was left", () => {
  expect(looks("awaited").length).toBeLessThanOrEqual(20)
  expect(looks("left").length).toBeLessThanOrEqual(10)
  for (const prospect of ["awaited", "left"] as const) {
    expect(looks(prospect).at(-1)).toBeGreaterThanOrEqual(72 * HOUR)
  }
})

it("finds a payment within a minute while its shopper is most likely there, and always within a day", () => {
  const ages = [0, ...looks("awaited")]
  const gaps = ages.slice(1).map((age, i) => [ages[i]!, age - ages[i]!] as const)
  for (const [age, gap] of gaps) {
    expect(gap).toBeLessThanOrEqual(age < 4 * MINUTE ? MINUTE : 24 * HOUR)
  }
})

it("keeps its pace while money is on its way", () => {
  expect(nextCheckIn(0, "confirming")).toBe(10 * SECOND)
  expect(nextCheckIn(30 * MINUTE, "confirming")).toBe(2 * MINUTE)
  expect(nextCheckIn(72 * HOUR, "confirming")).toBeNull()
})

it.each([
  ["created", false, "awaited"],
  ["awaiting", false, "awaited"],
  ["awaiting", true, "left"],
  ["processing", true, "confirming"],
  ["underpaid", true, "confirming"],
  ["canceled", false, "left"],
  ["failed", false, "left"],
  ["expired", true, "left"],
] as const)("takes a payment that is %s (superseded: %s) for %s", (status, isSuperseded, prospect) => {
  expect(prospectOf(status, isSuperseded)).toBe(prospect)
})
