import { phoneDigits } from "../phone"

describe("a phone number", () => {
  it.each([
    ["+7 (911) 123-12-12", "79111231212"],
    ["8 911 123-12-12", "79111231212"],
    ["8(911)1231212", "79111231212"],
    ["007 911 123 12 12", "79111231212"],
    ["79111231212", "79111231212"],
    ["+994 50 123 45 67", "994501234567"],
    ["00994 50 123.45.67", "994501234567"],
    ["\u202a+994\u00a050\u2013123\u201345\u201367\u202c", "994501234567"],
  ])("%j is %s", (typed, digits) => expect(phoneDigits(typed)).toBe(digits))

  it.each(["", "no phone", "12345", "050 123 45 67", "+7 911 123 12 12 ext. 5", "1234567890123456"])(
    "%j is none with its country's code",
    (typed) => expect(phoneDigits(typed)).toBeUndefined(),
  )
})
