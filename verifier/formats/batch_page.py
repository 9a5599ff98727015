"""What the page of a batch looks like: its styles and its script, which only hides rows."""

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1d2129; --soft: #5b6370; --line: #d9dce1; --card: #fff;
  --contradicted: #b3261e; --unknown: #8a6100; --supported: #1b6e3c; --error: #6a4c93; --mark: #ffe7a3; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e8eaed; --soft: #a3abb8; --line: #343a44;
  --card: #1b1f26; --contradicted: #ff8a80; --unknown: #f2c14e; --supported: #7bd69b; --error: #c8a8f0;
  --mark: #5c4a12; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.25rem clamp(.75rem, 3vw, 2rem) 4rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; }
.bar { display: flex; height: 1.75rem; border-radius: .25rem; overflow: hidden; background: var(--line); gap: 2px; }
.bar span { min-width: 2px; }
.key { list-style: none; padding: 0; margin: .5rem 0; }
.key li { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line);
  padding: .2rem 0; font-variant-numeric: tabular-nums; }
.contradicted { --tone: var(--contradicted); } .unknown { --tone: var(--unknown); }
.supported { --tone: var(--supported); } .error { --tone: var(--error); }
.fill { background: var(--tone); fill: var(--tone); }
.word { color: var(--tone); font-weight: 650; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font-size: 11px; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; }
.tools button, .tools input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: .35rem; padding: .35rem .7rem; min-height: 2.5rem; }
.tools input { flex: 1 1 12rem; min-width: 0; }
.tools button[aria-pressed=true] { border-color: currentColor; box-shadow: inset 0 0 0 1px; font-weight: 650; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; color: var(--soft); font-weight: 500; white-space: nowrap; }
th, td { padding: .6rem .75rem .6rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
td:first-child, .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
blockquote { margin: 0; padding-left: .75rem; border-left: 3px solid var(--tone); }
mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1em; }
[hidden] { display: none !important; }
@media (max-width: 44rem) {
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone);
    border-radius: .35rem; margin: .6rem 0; padding: .6rem .75rem; }
  td { border: 0; padding: .2rem 0; }
}
@media print { .tools { display: none; } }
"""

SCRIPT = """
(() => {
  const rows = [...document.querySelectorAll('tbody tr')], buttons = [...document.querySelectorAll('.tools button')];
  const field = document.querySelector('.tools input'), said = document.querySelector('#said');
  const forms = text => [text.toLocaleLowerCase('tr'), text.toLocaleLowerCase('en')];
  let kept;
  const show = () => {
    const chosen = buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.verdict);
    const wanted = forms(field.value.trim());
    kept = kept || rows.map(row => forms(row.textContent));
    let shown = 0;
    rows.forEach((row, at) => {
      const fits = (!chosen.length || chosen.includes(row.className)) && wanted.some((w, i) => kept[at][i].includes(w));
      row.hidden = !fits;
      shown += fits;
    });
    said.textContent = shown === rows.length ? '' : shown + ' of ' + rows.length + ' rows shown';
  };
  buttons.forEach(button => button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
    show();
  }));
  field.addEventListener('input', show);
  document.querySelector('.tools').hidden = false;
})();
"""
