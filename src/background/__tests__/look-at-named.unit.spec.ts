import { lookAtNamed } from "../look"

const NAMED = { name: "bank", account: "shop", gatewayId: "7" }
type Dependencies = Parameters<typeof lookAtNamed>[0]

/** What was asked of the ledger; settlement begins with looking for the attempt. */
async function look(found: { isDue: boolean } | undefined): Promise<string[]> {
  const done: string[] = []
  const attempts = {
    wakeNamed: async (named: object) => {
      done.push(`wake ${JSON.stringify(named)}`)
      return found && { provider_id: "pp_bank_main", reference: "ref-1", ...found }
    },
    find: async ({ reference }: { reference: string }) => {
      done.push(`settle ${reference}`)
      throw new Error("not in this test")
    },
  }
  const dependencies = { ledger: { attempts } } as unknown as Dependencies
  await lookAtNamed(dependencies, NAMED).catch(() => undefined)
  return done
}

const WAKE = 'wake {"gateway":"bank","account":"shop","gateway_id":"7"}'

it("a payment that a stranger names is asked about once it is due", async () => {
  expect(await look({ isDue: true })).toEqual([WAKE, "settle ref-1"])
})

it("a payment that was asked about a moment ago, and a number that is none of ours, cost the gateway nothing", async () => {
  expect(await look({ isDue: false })).toEqual([WAKE])
  expect(await look(undefined)).toEqual([WAKE])
})
