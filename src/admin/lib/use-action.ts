import { toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"

import { failureText } from "./failure"
import { KEY } from "./queries"
import { useWords } from "./texts"

/**
 * Something that a person does. What these pages show is read again afterwards; what went wrong is said.
 *
 * @param said tells what came of it
 */
export function useAction<Input, Result>(
  work: (input: Input) => Promise<Result>,
  said: (result: Result) => void,
) {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: said,
    onError: (error: unknown) =>
      toast.error(words.t("failure.action"), { description: failureText(error, words) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  })
}
