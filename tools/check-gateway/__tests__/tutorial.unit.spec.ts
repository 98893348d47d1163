import { stepsOf, withTodoDone } from "../tutorial"

const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`

describe("the tutorial's steps", () => {
  it("are those of its numbered sections, each with what the reader sees", () => {
    const tutorial = [
      `# A gateway\n${fenced("ts", "nothing to do")}`,
      `## 1. Begin\n${fenced("sh", "npx begin")}\n${fenced("text", "FAIL a\nb")}`,
      `## 2. Code\nReplace **TODO 3**:\n\n${fenced("ts", "const a = 1\n")}`,
      `## 3. Store\n${fenced("ts", "// medusa-config.ts\nplugins: []")}`,
      `## Further\n${fenced("ts", "nothing to do either")}`,
    ].join("\n")
    expect(stepsOf(tutorial)).toEqual([
      { kind: "commands", text: "npx begin", shows: ["FAIL a", "b"] },
      { kind: "todo", number: 3, text: "const a = 1\n\n" },
      { kind: "configuration", text: "plugins: []\n" },
    ])
  })

  it("say where their code belongs", () => {
    expect(() => stepsOf(`## 1. Code\nSomewhere:\n${fenced("ts", "const a = 1")}`)).toThrow(/const a = 1/)
    expect(() => stepsOf(`## 1. Code\n${fenced("text", "shown")}`)).toThrow(/no command/)
  })
})

describe("a TODO that is done", () => {
  const code =
    "class A {\n  // TODO 1: this\n  a() {\n    b()\n  }\n\n  // TODO 2: that\n}\n\n// TODO 12: end\n"

  it("is replaced with its paragraph, as deep as it was", () => {
    expect(withTodoDone(code, 1, "c() {\n\n  d()\n}\n")).toBe(
      code.replace(/ {2}\/\/ TODO 1[\s\S]*? {2}}\n/, "  c() {\n\n    d()\n  }\n"),
    )
  })

  it("ends with the block that it stands in, or with the file", () => {
    expect(withTodoDone(code, 2, "e\n")).toBe(code.replace("// TODO 2: that", "e"))
    expect(withTodoDone(code, 12, "f\n")).toBe(code.replace("// TODO 12: end", "f"))
  })

  it("is not another one", () => {
    expect(withTodoDone(code, 3, "g")).toBeUndefined()
  })
})
