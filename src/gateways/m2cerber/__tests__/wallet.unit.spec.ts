import fc from "fast-check"
import { walletNumber } from "../wallet"

it.each([
  "994501234567",
  "+994501234567",
  "+994 50 123 45 67",
  "+994 (50) 123-45-67",
  "+994 (0) 50 123 45 67",
  "00994501234567",
  "00 994 50 123 45 67",
  "0501234567",
  "050 123 45 67",
  "(050) 123-45-67",
  "50 123-45-67",
  "501234567",
  "050.123.45.67",
  " 050\u00a0123\u00a045\u00a067 ",
  "\u202a+994 50 123 45 67\u202c",
  "050–123–45–67",
])("knows an m10 wallet that is typed as %j", (typed) => {
  expect(walletNumber(typed)).toBe("994501234567")
})

it.each([
  "",
  "12",
  "50 123 45 6",
  "50 123 45 678",
  "0050 123 45 67",
  "994 501 234",
  "9945012345678",
  "+7 911 123 12 12",
  "79111231212",
  "+50 123 45 67",
  "++994501234567",
  "994+501234567",
  "0994501234567",
  "my wallet 0501234567",
  "050 123 45 67, Anar",
  "<script>",
  "٠٥٠١٢٣٤٥٦٧",
])("takes %j for none", (typed) => {
  expect(walletNumber(typed)).toBeUndefined()
})

it("changes nothing when it is asked again, and knows no other number", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 100_000_000, max: 999_999_999 }), (noise, digits) => {
      expect(walletNumber(`994${digits}`)).toBe(`994${digits}`)
      expect(walletNumber(`0${digits}`)).toBe(`994${digits}`)
      expect(walletNumber(noise) ?? "994100000000").toMatch(/^994[1-9]\d{8}$/)
    }),
  )
})
