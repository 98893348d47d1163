import { az } from "../../src/admin/i18n/az"
import { en } from "../../src/admin/i18n/en"
import { ru } from "../../src/admin/i18n/ru"
import { ERROR_CATALOGUE, PROBLEM_CATALOGUE, type ErrorKind, type Problem } from "../../src/core"
import { wrap } from "./wrap"

/** What each kind of error says about the money, in the order in which merchants meet them. */
const KINDS: Record<ErrorKind, { title: string; money: string }> = {
  options: { title: "Configuration", money: "Medusa tells it when it starts, or at the first checkout." },
  declined: { title: "The gateway said no", money: "Nothing was charged." },
  unavailable: {
    title: "The gateway did not answer",
    money: "Nothing was accepted. It is safe to try again.",
  },
  outcome_unknown: {
    title: "Nobody knows the outcome",
    money: "It may have happened. The plugin asks the gateway before it does anything again.",
  },
  invalid_notification: {
    title: "A notification was refused",
    money: "Nothing of it was believed, and nothing was changed.",
  },
  integrity: {
    title: "An answer did not fit the question",
    money: "Nothing was recorded from that answer. The payment is looked at again.",
  },
  not_supported: { title: "The gateway cannot do this", money: "Nothing was done." },
  payout_refused: { title: "The rules for payouts forbid it", money: "Nothing was sent." },
  conflict: {
    title: "It is not possible as things stand now",
    money: "Nothing was changed, but for an operation that is under way already: it goes on by itself.",
  },
}

/** The place of a problem or an error on its page; see `helpWith`. */
const anchor = (what: "problem" | "error" | "warning", code: string) => `<a id="${what}-${code}"></a>`

/** Every kind of problem, with an anchor, and with its title in the dashboard's languages. */
export function problemList(): string {
  return Object.entries(PROBLEM_CATALOGUE)
    .map(([kind, { happened, todo, clears }]) =>
      [
        anchor("problem", kind),
        `### ${en.problem[kind as Problem].title}`,
        `\`${kind}\` · ${ru.problem[kind as Problem].title} · ${az.problem[kind as Problem].title}`,
        [
          `- **What happened.** ${happened}`,
          `- **What to do.** ${todo}`,
          clears
            ? "- **How it ends.** It goes away by itself when its cause does, or a person resolves it."
            : "- **How it ends.** A person says what was done.",
        ]
          .map(wrap)
          .join("\n"),
      ].join("\n\n"),
    )
    .join("\n\n")
}

/** The warnings of the dashboard's page about connections. */
export const warningList = (): string =>
  Object.entries(en.warning)
    .map(([code, { title, todo }]) => wrap(`- ${anchor("warning", code)}**${general(title)}.** ${todo}`))
    .join("\n")

/** Every code, by what it says about the money. */
export function errorList(): string {
  const codes = Object.entries(ERROR_CATALOGUE)
  return Object.entries(KINDS)
    .map(([kind, { title, money }]) =>
      [
        `### ${title}`,
        money,
        codes
          .filter(([, entry]) => entry.kind === kind)
          .map(([code, { meaning, action }]) =>
            wrap(`- ${anchor("error", code)}\`${code}\`: ${meaning} **Do:** ${action}`),
          )
          .join("\n"),
      ].join("\n\n"),
    )
    .join("\n\n")
}

/** A text of the dashboard without what is put into it there. */
const general = (text: string) => text.replace(/\{\{.*?\}\}/g, "…")
