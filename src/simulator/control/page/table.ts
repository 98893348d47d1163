import { html, type Html } from "../../pages/html"

const SHOWN = 50

/** The newest items, newest first. */
export function latest<T>(items: readonly T[]): T[] {
  return items.slice(-SHOWN).reverse()
}

/** A titled card with a table, or with "Nothing yet". */
export function table(title: string, heads: readonly string[], rows: readonly Html[], extra?: Html): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${extra} ${rows.length === 0 && html`<p class="soft">Nothing yet.</p>`}
    ${
      rows.length > 0 &&
      html`<div class="scroll">
        <table>
          <thead>
            <tr>
              ${heads.map((head) => html`<th>${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>`
    }
  </section>`
}

/** A form with one button. */
export function act(action: string, label: string, fields: Html | false = false): Html {
  return html`<form method="post" action="/control/${action}">
    ${fields}<button class="small">${label}</button>
  </form>`
}

/** A hidden field of a form. */
export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`
}
