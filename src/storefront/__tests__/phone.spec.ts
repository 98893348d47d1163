import { cursorIn, examplePhone, formatPhone, phoneProblem, type PhoneForm } from "../phone.js"

const AZ: PhoneForm = { country: "994", trunk: "0", groups: [2, 3, 2, 2], example: "501234567" }
const RU: PhoneForm = { country: "7", trunk: "8", groups: [3, 3, 2, 2], example: "9111231212" }

describe("a number that is pasted", () => {
  it.each([
    "994501234567",
    "+994 50 123 45 67",
    "+994 (50) 123-45-67",
    "+994 (0) 50 123 45 67",
    "00994501234567",
    "050 123 45 67",
    "(050) 123-45-67",
    "50 123-45-67",
    "501234567",
    "050.123.45.67",
    " 050\u00a0123\u00a045\u00a067 ",
    "\u202a+994 50 123 45 67\u202c",
    "050–123–45–67",
    "tel:+994501234567",
    "５０１２３４５６７",
  ])("is written as in Azerbaijan: %j", (text) => {
    expect(formatPhone(AZ, text)).toBe("+994 50 123 45 67")
    expect(phoneProblem(AZ, text)).toBeUndefined()
  })

  it.each(["8 911 123-12-12", "+7 (911) 123-12-12", "79111231212", "9111231212", "007 911 123 12 12"])(
    "is written as in Russia: %j",
    (text) => {
      expect(formatPhone(RU, text)).toBe("+7 911 123 12 12")
      expect(phoneProblem(RU, text)).toBeUndefined()
    },
  )

  it("may begin with the digit that is dialed before it", () => {
    expect(formatPhone(RU, "+7 800 123 45 67")).toBe("+7 800 123 45 67")
    expect(formatPhone(RU, "+7 8 911 123 12 12")).toBe("+7 911 123 12 12")
  })
})

it("is written the same when it is written again", () => {
  for (const text of [
    "",
    "+",
    "0",
    "00",
    "9",
    "05",
    "50 1",
    "+994",
    "+995 5",
    "501234567",
    "5012345678901",
  ]) {
    for (const form of [AZ, RU]) {
      const once = formatPhone(form, text)
      expect(formatPhone(form, once)).toBe(once)
    }
  }
})

describe("a number that is typed", () => {
  /** What stands in the field after each key. */
  const type = (form: PhoneForm, keys: string) => {
    let value = ""
    return [...keys].map((key) => (value = formatPhone(form, value + key)))
  }

  it.each([
    ["0501234567", ["0", "+994 5", "+994 50", "+994 50 1"]],
    ["501234567", ["+994 5", "+994 50", "+994 50 1", "+994 50 12"]],
    ["994501234567", ["9", "99", "+994", "+994 5"]],
    ["+994501234567", ["+", "+9", "+99", "+994"]],
    ["00994501234567", ["0", "00", "009", "0099"]],
  ])("grows into its form: %s", (keys, first) => {
    const seen = type(AZ, keys)
    expect(seen.slice(0, 4)).toEqual(first)
    expect(seen.at(-1)).toBe("+994 50 123 45 67")
  })

  it("grows into the form of Russia, too", () => {
    expect(type(RU, "89111231212").at(-1)).toBe("+7 911 123 12 12")
    expect(type(RU, "+79111231212").at(-1)).toBe("+7 911 123 12 12")
  })
})

describe("what is wrong with a number", () => {
  it.each([
    ["050 123 45 6", { problem: "fieldShort", count: 1 }],
    ["0", { problem: "fieldShort", count: 9 }],
    ["+994", { problem: "fieldShort", count: 9 }],
    ["050 123 45 678", { problem: "fieldLong", count: 1 }],
    ["+7 911 123 12 12", { problem: "fieldForeign", count: 0 }],
    ["+50 123 45 67", { problem: "fieldForeign", count: 0 }],
  ])("%j", (text, problem) => expect(phoneProblem(AZ, text)).toEqual(problem))

  it("is said with an example", () => expect(examplePhone(AZ)).toBe("+994 50 123 45 67"))
})

describe("the cursor in a number", () => {
  it("stays behind the digit that was typed", () => {
    expect(cursorIn("+994 50 123 45 67", "", false)).toBe(17)
    // One more digit was typed before "3 45 67".
    expect(cursorIn("+994 50 193 45 67", "3 45 67", false)).toBe(10)
  })

  it("passes the space that was deleted, so that the next key deletes a digit", () => {
    expect(cursorIn("+994 50 123 45 67", "123 45 67", true)).toBe(7)
    expect(cursorIn("+994 50 123 45 67", "123 45 67", false)).toBe(8)
  })
})
