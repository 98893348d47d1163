import { sameSignature } from "../same-signature"

it("compares signatures in any case, and only whole ones", () => {
  expect(sameSignature("AB12", "ab12")).toBe(true)
  expect(sameSignature("ab12", "ab13")).toBe(false)
  expect(sameSignature("ab12", "ab1")).toBe(false)
  expect(sameSignature("", "ab")).toBe(false)
})
