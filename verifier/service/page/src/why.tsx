// What settles a verdict: both passages, both values, and every comparison behind it.

import type { ComponentChildren } from "preact";
import { conflicts, type Article, type Comparison, type Report, type Side } from "./model";
import { Marked, Passage } from "./marked";
import { articleOf, telling } from "./places";
import { offsets } from "./offsets";
import { useWords } from "./texts";

interface Given {
  report: Report;
  articles: readonly Article[];
}

const LONG = /(?<![\d.\-])\d{5,}(?![\d\-])/g;

/** Long numbers in groups of three digits, so that thousands and millions cannot be confused. */
function grouped(value: string): string {
  return value.replace(LONG, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, "\u202f"));
}

/** Both passages, the decisive words marked in each. */
export function Passages({ report, articles }: Given) {
  const words = useWords();
  const told = telling(report);
  const said = told.flatMap(({ statement }) => (statement ? [statement] : []));
  return (
    <div class="passages">
      <figure>
        <figcaption>{words.say("statement")}</figcaption>
        <blockquote lang={report.lang} dir="auto">
          <Marked text={report.statement} spans={said} />
        </blockquote>
      </figure>
      {report.evidence.length === 0 && <p class="soft">{words.say("nothing")}</p>}
      {report.evidence.map((one, at) => {
        const article = articles.find(({ name }) => name === one.article);
        const fits = article && offsets(article.text).slice(one) === one.text;
        const values = told.flatMap(({ article: side }) => (side && article && articleOf(side, report, articles) === article ? [side] : []));
        return (
          <figure key={at}>
            <figcaption>
              {one.relation === "related" && <b>{words.say("closest")} · </b>}
              {one.article === "article" ? words.say("article") : one.article}, {words.say("line", { line: one.line })}
            </figcaption>
            <blockquote lang={article?.lang} dir="auto">
              {fits ? <Passage text={article.text} span={one} values={values} /> : <span class="settles">{one.text}</span>}
            </blockquote>
          </figure>
        );
      })}
    </div>
  );
}

/** The values that clash, side by side. */
export function Values({ report }: { report: Report }) {
  const words = useWords();
  const clashing = conflicts(report);
  if (!clashing.length) return null;
  return (
    <Table name="values" comparisons={clashing}>
      <caption class="hidden">{words.say("values")}</caption>
    </Table>
  );
}

/** Every comparison, aspect by aspect. */
export function Why({ report }: { report: Report }) {
  const words = useWords();
  return (
    <details class="why">
      <summary>{words.say("why")}</summary>
      {report.comparisons.length === 0 ? (
        <p class="soft">{words.say("nothing")}</p>
      ) : (
        <Table comparisons={report.comparisons} />
      )}
    </details>
  );
}

/** Comparisons, one a row: the aspect, what the statement says, what the article says. */
function Table({ comparisons, name, children }: { comparisons: readonly Comparison[]; name?: string; children?: ComponentChildren }) {
  const words = useWords();
  return (
    <table class={name}>
      {children}
      <thead>
        <tr>
          <th scope="col">{words.say("aspect")}</th>
          <th scope="col">{words.say("says.statement")}</th>
          <th scope="col">{words.say("says.article")}</th>
        </tr>
      </thead>
      <tbody>
        {comparisons.map((one, at) => (
          <Compared key={at} comparison={one} />
        ))}
      </tbody>
    </table>
  );
}

const SIGNS = { agree: "=", conflict: "≠", silent: "…" };

function Compared({ comparison }: { comparison: Comparison }) {
  const words = useWords();
  const named = comparison.aspect === "polarity" || comparison.aspect === "modality";
  return (
    <tr class={comparison.outcome}>
      <th scope="row">
        {words.aspect(comparison.aspect)}
        <span class="outcome">
          <span aria-hidden="true">{SIGNS[comparison.outcome]} </span>
          {words.say(`outcome.${comparison.outcome}`)}
        </span>
      </th>
      <td><Value side={comparison.statement} named={named} /></td>
      <td><Value side={comparison.article} named={named} /></td>
    </tr>
  );
}

/** The normal form, and the very words where they read otherwise. */
function Value({ side, named }: { side: Side | null; named: boolean }) {
  const words = useWords();
  if (!side) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span class="hidden">{words.say("none")}</span>
      </>
    );
  }
  const value = named ? words.value(side.value) : side.value || side.text;
  return (
    <>
      <b>{grouped(value)}</b>
      {side.text !== value && <span class="surface">“{side.text}”</span>}
    </>
  );
}
