"""How the page of a draft looks, light and dark, on narrow screens and on paper."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#c9c9c9;
--contradicted:#b3261e;--unknown:#7a5900;--supported:#1b6e3c;
--contradicted-ground:#fde3e1;--unknown-ground:#fdf0c8;--supported-ground:#dcf3e3}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b0b0b0;--paper:#161616;--line:#4a4a4a;
--contradicted:#ff9b93;--unknown:#f0c75e;--supported:#86d9a3;
--contradicted-ground:#4a1916;--unknown-ground:#443300;--supported-ground:#123c22}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.6 Georgia,"Times New Roman",serif}
main{max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.3}
ul{list-style:none;padding:0;margin:0 0 1.2rem}
.summary,.remarks,footer{font:.9rem/1.5 system-ui,sans-serif}
.summary li{display:inline-block;margin:0 1rem .3rem 0;font-weight:600}
p{margin:0 0 .8rem;white-space:pre-wrap}
mark{color:inherit;text-decoration:underline 2px;text-underline-offset:.2em}
mark.contradicted{background:var(--contradicted-ground);text-decoration-color:var(--contradicted)}
mark.unknown{background:var(--unknown-ground);text-decoration-style:dashed;text-decoration-color:var(--unknown)}
mark.supported{background:var(--supported-ground);text-decoration-style:dotted;text-decoration-color:var(--supported)}
a{color:inherit}
.remarks li{border-left:.25rem solid var(--line);padding:.1rem 0 .1rem .8rem;margin:0 0 .7rem}
.remarks li:target{outline:2px solid currentColor;outline-offset:.3rem}
.remarks p{margin:0 0 .2rem}
li.contradicted{border-color:var(--contradicted)}li.unknown{border-color:var(--unknown)}
li.supported{border-color:var(--supported)}
.contradicted strong,.summary .contradicted{color:var(--contradicted)}
.unknown strong,.summary .unknown{color:var(--unknown)}
.supported strong,.summary .supported{color:var(--supported)}
blockquote{margin:.2rem 0}
footer{color:var(--soft)}
@media print{.remarks li{break-inside:avoid}}
"""
