import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { dependenciesOf } from "../composition"
import {
  approvePayout,
  cancelPayout,
  checkPayout,
  createPayout,
  sendPayout,
  type CreatePayoutInput,
  type DecidePayoutInput,
  type SendPayoutInput,
} from "../payouts"

const createPayoutStep = createStep(
  "payment-gateways-create-payout",
  async (input: CreatePayoutInput, { container }) =>
    new StepResponse(await createPayout(dependenciesOf(container), input)),
)

/** Writes a payout down as a draft. Nothing is sent yet. */
export const createPayoutWorkflow = createWorkflow(
  "payment-gateways-create-payout",
  (input: WorkflowData<CreatePayoutInput>) => new WorkflowResponse(createPayoutStep(input)),
)

const approvePayoutStep = createStep(
  "payment-gateways-approve-payout",
  async (input: DecidePayoutInput, { container }) =>
    new StepResponse(await approvePayout(dependenciesOf(container), input)),
)

/** Lets a draft go out; by another admin than the one who asked for it, where the merchant wants that. */
export const approvePayoutWorkflow = createWorkflow(
  "payment-gateways-approve-payout",
  (input: WorkflowData<DecidePayoutInput>) => new WorkflowResponse(approvePayoutStep(input)),
)

const cancelPayoutStep = createStep(
  "payment-gateways-cancel-payout",
  async (input: DecidePayoutInput, { container }) =>
    new StepResponse(await cancelPayout(dependenciesOf(container), input)),
)

/** Gives up a payout that was not handed to the gateway yet. */
export const cancelPayoutWorkflow = createWorkflow(
  "payment-gateways-cancel-payout",
  (input: WorkflowData<DecidePayoutInput>) => new WorkflowResponse(cancelPayoutStep(input)),
)

/**
 * One step, so that nothing stands between the mark and the call: an engine that runs the step again after a crash
 * finds the payout marked, and does not send it a second time.
 */
const sendPayoutStep = createStep(
  "payment-gateways-send-payout",
  async (input: SendPayoutInput, { container }) =>
    new StepResponse(await sendPayout(dependenciesOf(container), input)),
)

/** Hands an approved payout to the gateway: once, whatever happens. */
export const sendPayoutWorkflow = createWorkflow(
  "payment-gateways-send-payout",
  (input: WorkflowData<SendPayoutInput>) => new WorkflowResponse(sendPayoutStep(input)),
)

const checkPayoutStep = createStep(
  "payment-gateways-check-payout",
  async (input: { payout_id: string }, { container }) =>
    new StepResponse(await checkPayout(dependenciesOf(container), input)),
)

/** Asks the gateway about a payout by our reference, and writes down what it says. It never sends anything. */
export const checkPayoutWorkflow = createWorkflow(
  "payment-gateways-check-payout",
  (input: WorkflowData<{ payout_id: string }>) => new WorkflowResponse(checkPayoutStep(input)),
)
