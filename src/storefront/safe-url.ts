/** The address if it is a web page's, else undefined: "javascript:" and its like are never opened. */
export function webUrl(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined
}

/** The address if it opens a wallet: a web page, or the wallet's own scheme ("wallet://pay/1"). */
export function walletUrl(url: string | null | undefined): string | undefined {
  return url && /^(?!javascript|data|vbscript|file|blob|about)[a-z][a-z\d+.-]*:\/\//i.test(url)
    ? url
    : undefined
}

/** The address if it is a picture's. Nothing in it can run, since `<img>` shows it. */
export function imageUrl(url: string | null | undefined): string | undefined {
  return url && /^data:image\//i.test(url) ? url : webUrl(url)
}
