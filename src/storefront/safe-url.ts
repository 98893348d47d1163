/** The address if a browser may be sent there, else undefined: "javascript:" and its like come to nothing. */
export function webUrl(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined
}

/** The link into a wallet: a web page, or the wallet's own scheme ("wallet://pay/1"). Scripts and files are left out. */
export function walletUrl(url: string | null | undefined): string | undefined {
  return url && /^(?!javascript|data|vbscript|file|blob|about)[a-z][a-z\d+.-]*:\/\//i.test(url)
    ? url
    : undefined
}

/** A picture for `<img>`, where nothing in it can run. */
export function imageUrl(url: string | null | undefined): string | undefined {
  return url && /^data:image\//i.test(url) ? url : webUrl(url)
}
