import { useEffect, useState, type AnchorHTMLAttributes, type MouseEvent } from "react"

const NAVIGATED = "storefront:navigated"

/** Goes to another page of the storefront. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  window.history[options.replace ? "replaceState" : "pushState"](null, "", path)
  window.dispatchEvent(new Event(NAVIGATED))
  window.scrollTo(0, 0)
}

/** The present path, without the query. */
export function usePath(): string {
  const [path, setPath] = useState(window.location.pathname)
  useEffect(() => {
    const update = () => setPath(window.location.pathname)
    window.addEventListener("popstate", update)
    window.addEventListener(NAVIGATED, update)
    return () => {
      window.removeEventListener("popstate", update)
      window.removeEventListener(NAVIGATED, update)
    }
  }, [])
  return path
}

/** A link to another page of the storefront. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    navigate(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
