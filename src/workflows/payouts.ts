import { approvePayout, cancelPayout, checkPayout, createPayout, sendPayout } from "../payouts"
import { oneStep } from "./one-step"

/** Records a payout as a draft. Nothing is sent yet. */
export const createPayoutWorkflow = oneStep("payment-gateways-create-payout", createPayout)

/** Lets a draft be sent; by another admin than the one who asked for it, where the merchant wants two. */
export const approvePayoutWorkflow = oneStep("payment-gateways-approve-payout", approvePayout)

/** Cancels a payout that was not sent to the gateway yet. */
export const cancelPayoutWorkflow = oneStep("payment-gateways-cancel-payout", cancelPayout)

/**
 * Sends an approved payout to the gateway, at most once. One step marks the payout and sends it, so that an engine that runs
 * the step again after a crash finds the mark, and does not send the payout a second time.
 */
export const sendPayoutWorkflow = oneStep("payment-gateways-send-payout", sendPayout)

/** Asks the gateway about a payout by our reference, and records the answer. It never sends anything. */
export const checkPayoutWorkflow = oneStep("payment-gateways-check-payout", checkPayout)
