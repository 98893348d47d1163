/** What a problem about one refund is about, so that the same refund is one problem. */
export const refundSubject = (attemptId: string, refundId: string) => `${attemptId}:${refundId}`
