import { draftFaults } from "../payout-draft"

const rules = {
  currencies: ["azn"],
  min: "10",
  max: "500.00",
  two_person: false,
  needs_payment_system: false,
}
const draft = {
  provider_id: "pp_m2cerber_main",
  currency_code: "azn",
  amount: "25,50",
  account: "994501234567",
  payment_system: "",
  note: "",
}

it("a payout within the rules has no faults", () => {
  expect(draftFaults(draft, rules)).toEqual({})
})

it.each([
  ["9.99", "bad_min"],
  ["500.01", "bad_max"],
  ["0", "bad_amount"],
  ["a lot", "bad_amount"],
])("an amount of %p is stopped before it is sent", (amount, fault) => {
  expect(draftFaults({ ...draft, amount }, rules)).toEqual({ amount: fault })
})

it("an account that is none is stopped", () => {
  expect(draftFaults({ ...draft, account: "my wallet" }, rules)).toEqual({ account: "bad_account" })
})

it("the payment system is asked for where the gateway needs it", () => {
  const needing = { ...rules, needs_payment_system: true }
  expect(draftFaults(draft, needing)).toEqual({ payment_system: "bad_system" })
  expect(draftFaults({ ...draft, payment_system: "36" }, needing)).toEqual({})
})
