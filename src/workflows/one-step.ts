import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type ReturnWorkflow,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { dependenciesOf, type PluginDependencies } from "../composition"

/** Makes a workflow of one step, which is a use-case of the plugin. */
export function oneStep<Input, Output>(
  name: string,
  run: (dependencies: PluginDependencies, input: Input) => Promise<Output>,
): ReturnWorkflow<Input, Output, []> {
  const step = createStep<Input, Output, undefined>(name, (input, { container }) =>
    run(dependenciesOf(container), input).then((output) => new StepResponse<Output>(output)),
  ) as unknown as (input: WorkflowData<Input>) => WorkflowData<Output>
  return createWorkflow<Input, Output, []>(name, (input) => new WorkflowResponse<Output>(step(input)))
}
