export { answers, forgetAnswers, WAIT_MS, work } from "./answers"
export { describeError, GATEWAY_SLOW, type DescribedError } from "./describe-error"
export { LastAnswers, type LastAnswer } from "./last-answers"
export { UnderWay, type Outcome } from "./under-way"
