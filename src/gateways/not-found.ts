import { GatewayDeclined } from "../core/errors"

/** A gateway said, in its own positive form, that it knows no such payment, refund or payout. */
export class UnknownAtGateway extends GatewayDeclined {}

/** What a look-up finds; null only when the gateway said that it knows of nothing. */
export async function unlessUnknown<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof UnknownAtGateway) return null
    throw error
  }
}

/** Longer texts are no plain statement. */
const MAX_LENGTH = 200

/** Phrases that say that something is not there. The first ones need no subject: "Not found." */
const BARE = [
  /\b(?:was |were |is |are |has |have )?(?:not|could not be|couldnt be|cannot be|can not be|cant be)(?: been)? found\b/,
  /\b(?:does not|doesnt|do not|dont|did not|didnt|not) exists?\b/,
  /(?<!\p{L})не (?:был[аои]? )?(?:найден|обнаружен)[аоы]?(?!\p{L})/u,
  /(?<!\p{L})не существу[ею]т(?!\p{L})/u,
]
const WITH_SUBJECT = [
  /\bno such\b/,
  /\b(?:could not|couldnt|cannot|can not|cant|unable to) find\b/,
  /\bno (?=\w+ (?:found|exists|matches)\b)/,
  /\b(?:is |was )?(?:not known|unknown)\b/,
  /(?<!\p{L})(?:неизвест(?:ен|на|но|ны|ный|ная|ное|ные)|отсутству[ею]т|нет|не удалось найти)(?!\p{L})/u,
]

const SUBJECT =
  /^(?:(?:order|payment|transaction|invoice|withdrawal|payout|transfer)s?|order_id|payment_id|заказ(?:а|ы|ов)?|ордер(?:а|ы)?|платеж(?:а|и|ей)?|транзакци(?:я|и|ю|й)|операци(?:я|и|ю|й)|выплат(?:а|ы|у)?|вывод(?:а|ы)?|заявк(?:а|и|у)|перевод(?:а|ы)?)$/

/** Words that change nothing of what is said. */
const FILLER =
  /^(?:the|a|an|this|that|your|any|requested|specified|given|provided|with|by|for|of|id|ids|number|matching|matches|query|found|exists|here|sorry|так(?:ой|ая|ого|ие|их|им)|эт(?:от|а|ого|их|им)|данн(?:ый|ая|ого|ым)|указанн(?:ый|ая|ого|ым)|запрошенн(?:ый|ая|ого|ым)|ваш|с|по|под|номер(?:ом|у)?|идентификатор(?:ом|у)?)$/

const IN_THE_SYSTEM = / (?:in (?:the |our )?system|в (?:нашей )?(?:системе|базе))(?!\p{L})/gu

/**
 * Whether a gateway's words, English or Russian, say that it knows no such payment (order, payout), and nothing else.
 * "Shop not found", "Unknown error" and "Order not found, try again later" say something else: the payment may well be
 * there. A wrong yes gives up money; a wrong no only asks again.
 */
export function saysUnknown(text: string): boolean {
  if (text.length > MAX_LENGTH) return false
  const plain = plainly(text)
  const bare = BARE.reduce((rest, phrase) => rest.replace(phrase, " "), plain)
  const rest = WITH_SUBJECT.reduce((all, phrase) => all.replace(phrase, " "), bare)
  const words = rest.split(" ").filter((word) => word !== "" && !FILLER.test(word))
  const namesOthers = words.some((word) => !SUBJECT.test(word))
  return rest !== plain && !namesOthers && (words.length > 0 || rest === bare)
}

/** Lower case, without punctuation, numbers and the word "error" in front. */
function plainly(text: string): string {
  return ` ${text} `
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/^\s*(?:error|ошибка)\s*\d*\s*[:.–—-]\s*/, " ")
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}_-]+/gu, " ")
    .replace(/(?<=\s)(?:\S*\p{N}\S*|-)(?=\s)/gu, " ")
    .replace(/\s+/g, " ")
    .replace(IN_THE_SYSTEM, " ")
}

/** Whether `data` of an answer holds nothing: PHP's empty array, null, or no such member. */
export function isEmptyData(data: unknown): boolean {
  if (typeof data === "object" && data !== null) return Object.keys(data).length === 0
  return data === undefined || data === null || data === "" || data === false || data === 0
}
