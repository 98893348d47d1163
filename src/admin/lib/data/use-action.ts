import { toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"

import { failureText } from "./failure"
import { KEY } from "./queries"
import { useWords } from "../locale/texts"

/** The dashboard's own query of orders, which shows captures and refunds too. */
const ORDERS = "orders"

/**
 * Something that a person does. Afterwards the data of these pages and of the order is read again; an error is shown.
 *
 * @param succeeded shows the result
 */
export function useAction<Input, Result>(
  work: (input: Input) => Promise<Result>,
  succeeded: (result: Result, input: Input) => void,
) {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: succeeded,
    onError: (error: unknown) =>
      toast.error(words.t("failure.action"), { description: failureText(error, words) }),
    onSettled: () => Promise.all([KEY, ORDERS].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
