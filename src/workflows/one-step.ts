import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type ReturnWorkflow,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { dependenciesOf, type PluginDependencies } from "../composition"

/** Of one step. It has a name, so that the types of what is made so name no package that is not ours to depend on. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a name of its own is what it is for
export interface OneStepWorkflow<Input, Output> extends ReturnWorkflow<Input, Output, []> {}

/** Makes a workflow of one step, which is a use-case of the plugin. */
export function oneStep<Input, Output>(
  name: string,
  run: (dependencies: PluginDependencies, input: Input) => Promise<Output>,
): OneStepWorkflow<Input, Output> {
  const step = createStep<Input, Output, undefined>(name, (input, { container }) =>
    run(dependenciesOf(container), input).then((output) => new StepResponse<Output>(output)),
  ) as unknown as (input: WorkflowData<Input>) => WorkflowData<Output>
  return createWorkflow<Input, Output, []>(name, (input) => new WorkflowResponse<Output>(step(input)))
}
