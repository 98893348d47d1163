"use client"

import { useState } from "react"

import { imageUrl, walletUrl } from "../safe-url.js"
import type { PaymentView, ShopperAction } from "../types.js"
import { CancelButton } from "./cancel-button.js"
import { CopyRow } from "./copy-row.js"
import { clock, useSecondsLeft } from "./countdown.js"
import { Alert } from "./notice.js"
import { usePayments } from "./provider.js"
import type { PaymentFlow } from "./use-payment.js"

type Transfer = Extract<ShopperAction, { type: "transfer" }>

/** The wallet, the amount, what has arrived, and the time left. Nothing in phases other than `transfer`. */
export function TransferCard({ flow }: { flow: PaymentFlow }) {
  const { payment } = flow
  if (flow.phase !== "transfer" || payment?.next?.type !== "transfer") return null
  return <Card flow={flow} payment={payment} transfer={payment.next} />
}

function Card({ flow, payment, transfer }: { flow: PaymentFlow; payment: PaymentView; transfer: Transfer }) {
  const { say, money } = usePayments()
  const secondsLeft = useSecondsLeft(transfer.expires_at, flow.refresh)
  const amount = money(transfer.amount, transfer.currency_code)
  const link = walletUrl(transfer.wallet_link)
  const isPartly = payment.missing !== null && payment.received !== null
  return (
    <section className="mpg-card mpg-transfer">
      <h2>{say(isPartly ? "sendMore" : "send", { amount })}</h2>
      <Partly payment={payment} />
      <div className="mpg-ways">
        <Picture qr={imageUrl(transfer.qr)} />
        {link && (
          <a className="mpg-button mpg-primary mpg-app" href={link} target="_blank" rel="noopener noreferrer">
            {say("openWallet")}
          </a>
        )}
      </div>
      <dl>
        <CopyRow name={say("wallet")} value={transfer.wallet_number} />
        <CopyRow name={say("amount")} value={transfer.amount} shown={amount} />
        {secondsLeft !== null && (
          <div className="mpg-row">
            <dt>{say("timeLeft")}</dt>
            <dd>
              <span role="timer" className="mpg-value">
                {clock(secondsLeft)}
              </span>
            </dd>
          </div>
        )}
      </dl>
      {secondsLeft === 0 && (
        <p className="mpg-warning" role="alert">
          {say("timeOver")}
        </p>
      )}
      <Actions flow={flow} payment={payment} />
    </section>
  )
}

/** It is always in the page, so that a screen reader reads out the first part, too. */
function Partly({ payment: { received, missing, amount, currency_code } }: { payment: PaymentView }) {
  const { say, money } = usePayments()
  const write = (sum: string) => money(sum, currency_code)
  const parts = received !== null && missing !== null && { received, missing, amount }
  return (
    <div role="status" className="mpg-partly" hidden={!parts}>
      {parts && (
        <>
          <p>
            {say("partly", {
              received: write(parts.received),
              amount: write(parts.amount),
              missing: write(parts.missing),
            })}
          </p>
          <progress max={1} value={Number(parts.received) / Number(parts.amount)} aria-hidden="true" />
        </>
      )}
    </div>
  )
}

function Picture({ qr }: { qr: string | undefined }) {
  const { say } = usePayments()
  const [isBroken, setBroken] = useState(false)
  if (!qr || isBroken) return null
  return (
    <figure className="mpg-qr">
      <img src={qr} alt="QR" width="200" height="200" onError={() => setBroken(true)} />
      <figcaption>{say("scan")}</figcaption>
    </figure>
  )
}

function Actions({ flow, payment }: { flow: PaymentFlow; payment: PaymentView }) {
  const { say } = usePayments()
  const state = flow.isOffline ? "offline" : flow.hasSaidSent ? "thanks" : "watching"
  return (
    <div className="mpg-actions">
      {payment.can_confirm_sent && (
        <button
          type="button"
          className="mpg-button mpg-sent"
          aria-disabled={flow.acting !== null}
          onClick={() => void flow.confirmSent()}
        >
          {say("haveSent")}
        </button>
      )}
      <Alert text={flow.error ? say("actionFailed") : undefined} />
      <p role="status" className="mpg-state" data-offline={flow.isOffline || undefined}>
        {say(state)}
      </p>
      <CancelButton flow={flow} />
    </div>
  )
}
