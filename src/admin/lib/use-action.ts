import { toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"

import { failureText } from "./failure"
import { KEY } from "./queries"
import { useWords } from "./texts"

/** The dashboard's own, which shows what is captured and refunded, too. */
const ORDERS = "orders"

/**
 * Something that a person does. What these pages and the order show is read again afterwards; what went wrong is said.
 *
 * @param said tells what came of it
 */
export function useAction<Input, Result>(
  work: (input: Input) => Promise<Result>,
  said: (result: Result, input: Input) => void,
) {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: said,
    onError: (error: unknown) =>
      toast.error(words.t("failure.action"), { description: failureText(error, words) }),
    onSettled: () => Promise.all([KEY, ORDERS].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
