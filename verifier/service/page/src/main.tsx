// One script for both: the page that `verify serve` shows, and the report that `--format html` writes.

import { render } from "preact";
import { Frame, ReportPage, ServicePage } from "./app";
import { type Article, type Item, type Report, type Review, type Setup } from "./model";
import "./style.css";

/** What is embedded under a name; each part is one JSON value in a script element that is never run. */
function embedded<T>(part: string): T[] {
  const found = document.querySelectorAll(`script[type="application/json"][data-part="${part}"]`);
  return [...found].map((element) => JSON.parse(element.textContent ?? "") as T);
}

const [setup] = embedded<Setup>("setup") as [Setup];
const root = document.getElementById("page") as HTMLElement;
root.textContent = "";
if (setup.mode === "page") {
  render(<Frame setup={setup}><ServicePage setup={setup} /></Frame>, root);
} else {
  const items = embedded<{ report: Report; review: Review | null }>("item").map(
    ({ report, review }): Item => ({ statement: report.statement, report, ...(review ? { review } : {}) }),
  );
  render(<Frame setup={setup}><ReportPage session={{ articles: embedded<Article>("article"), items }} /></Frame>, root);
}
