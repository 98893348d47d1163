import { meantName } from "../did-you-mean"

const NAMES = ["shopId", "apiKey", "secretKey", "sweep", "keepDays", "test", "capture"]

it.each([
  ["sweeep", "sweep"],
  ["secret_key", "secretKey"],
  ["SECRETKEY", "secretKey"],
  ["secertKey", "secretKey"],
  ["shopid", "shopId"],
  ["keepDay", "keepDays"],
  ["catpure", "capture"],
  ["tset", "test"],
])("%s is meant to be %s", (typed, meant) => {
  expect(meantName(typed, NAMES)).toBe(meant)
})

it.each(["colour", "", "x", "pass", "secret"])("%s is none of them", (typed) => {
  expect(meantName(typed, NAMES)).toBeUndefined()
})
