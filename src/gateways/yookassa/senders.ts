import { BlockList, isIP } from "node:net"

/** The documented addresses that YooKassa sends notifications from. */
const SENDERS: readonly [address: string, prefix: number][] = [
  ["185.71.76.0", 27],
  ["185.71.77.0", 27],
  ["77.75.153.0", 25],
  ["77.75.154.128", 25],
  ["77.75.156.11", 32],
  ["77.75.156.35", 32],
  ["2a02:5180::", 32],
]

const senders = new BlockList()
for (const [address, prefix] of SENDERS) senders.addSubnet(address, prefix, familyOf(address))

/** Whether an address is one of YooKassa's. An IPv4 address may be written as an IPv6 one. */
export function isYookassaAddress(remoteAddress: string | undefined): boolean {
  const address = (remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "")
  return isIP(address) !== 0 && senders.check(address, familyOf(address))
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4"
}
