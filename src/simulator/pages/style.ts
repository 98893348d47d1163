/** The whole style sheet: no fonts, images or scripts from anywhere. */
export const STYLE = `
:root{--ink:#16202e;--soft:#5d6b7e;--line:#dfe5ec;--paper:#fff;--ground:#f2f5f9;--accent:#1f6feb;--on-accent:#fff;--ok:#137a4b;--bad:#b3261e;--warn:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf4;--soft:#9aa8ba;--line:#2c3747;--paper:#18212d;--ground:#0f151d;--accent:#5b9bff;--on-accent:#0b1522;--ok:#4fc78c;--bad:#ff8a80;--warn:#f0b84d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;padding:.9rem 1.25rem;background:var(--paper);border-bottom:1px solid var(--line)}
header strong{font-size:1.05rem}header nav{margin-left:auto;display:flex;gap:1rem}
.badge{padding:.15rem .55rem;border-radius:1rem;background:#ffd54a;color:#3b2f00;font-size:.72rem;font-weight:700;letter-spacing:.06em}
main{max-width:30rem;margin:2rem auto;padding:0 1rem}main.wide{max-width:78rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.5rem;margin-bottom:1.25rem;box-shadow:0 1px 3px rgba(15,30,50,.06)}
h1{font-size:1.35rem;margin:0 0 .75rem}h2{font-size:1.05rem;margin:0 0 .75rem}
.sum{font-size:2rem;font-weight:700;margin:.25rem 0;font-variant-numeric:tabular-nums}
.soft{color:var(--soft);font-size:.92rem}.ok{color:var(--ok)}.bad{color:var(--bad)}.warn{color:var(--warn)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
fieldset{border:0;padding:0;margin:1rem 0;min-width:0;display:grid;grid-template-columns:minmax(0,1fr);gap:.5rem}legend{padding:0;margin-bottom:.4rem;color:var(--soft);font-size:.92rem}
.method{display:flex;gap:.6rem;align-items:center;border:1px solid var(--line);border-radius:10px;padding:.65rem .8rem;cursor:pointer}
.method:has(input:checked){border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end}.row>label{display:grid;gap:.2rem;font-size:.85rem;color:var(--soft)}
button,.button{font:inherit;font-weight:600;padding:.6rem 1rem;border-radius:10px;border:1px solid var(--line);background:var(--paper);color:var(--ink);cursor:pointer;text-decoration:none}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent);flex:1}button.danger{color:var(--bad)}button.small{padding:.2rem .55rem;font-size:.82rem;border-radius:7px}
button:focus-visible,input:focus-visible,select:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input[type=text],input[type=number],select{font:inherit;padding:.5rem .6rem;border:1px solid var(--line);border-radius:9px;background:var(--ground);color:var(--ink);max-width:100%}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}th{color:var(--soft);font-weight:600}
td form{display:inline-flex;gap:.3rem;margin-right:.3rem}td input[type=text]{width:6.5rem;padding:.15rem .4rem;font-size:.82rem}
.grid{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr))}.grid .card{margin:0}.grid{margin-bottom:1.25rem}
.pay-buttons{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}.pay-buttons .main,.pay-buttons :last-child:nth-child(even){grid-column:1/-1}
.method input{margin:0}
.note{padding:.7rem 1rem;border-radius:10px;border:1px solid var(--line);background:var(--paper);margin-bottom:1.25rem}
a{color:var(--accent)}code{font-size:.88em;overflow-wrap:anywhere}
`
