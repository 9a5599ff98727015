// Where reports point into texts: evidence, and the sides of comparisons.

import { conflicts, type Article, type Comparison, type Item, type Report, type Side } from "./model";
import { offsets, type Stretch } from "./offsets";
import { type Mark } from "./segments";

/** The article whose text a side's offsets really cut out, those of the evidence asked first. */
export function articleOf(side: Side, report: Report, articles: readonly Article[]): Article | undefined {
  const told = report.evidence.map((one) => articles.find((article) => article.name === one.article));
  return [...told, ...articles].find((article) => article && offsets(article.text).slice(side) === side.text);
}

/** The comparisons whose values are shown marked: the conflicts, or where there is none what agrees. */
export function telling(report: Report): Comparison[] {
  const clashing = conflicts(report);
  return clashing.length ? clashing : report.comparisons.filter((one) => one.outcome === "agree" && one.aspect !== "content");
}

/** Everything to mark in an article: its claims, the evidence of each statement, the values of the selected one. */
export function articleMarks(article: Article, items: readonly Item[], articles: readonly Article[], selected?: number): Mark[] {
  const converter = offsets(article.text);
  const marks: Mark[] = article.claims.map((claim) => ({ ...converter.stretch(claim), kind: "claim" }));
  items.forEach(({ report }, item) => {
    for (const one of report?.evidence ?? []) {
      if (one.article === article.name) marks.push({ ...converter.stretch(one), kind: "evidence", item });
    }
  });
  const report = selected === undefined ? undefined : items[selected]?.report;
  for (const { article: side } of report ? telling(report) : []) {
    if (side && articleOf(side, report as Report, articles) === article) {
      marks.push({ ...converter.stretch(side), kind: "value", item: selected as number });
    }
  }
  return marks;
}

/** Everything to mark in a draft: its checked claims, and the values of the selected one. */
export function draftMarks(draft: Article, items: readonly Item[]): Mark[] {
  const converter = offsets(draft.text);
  return items.flatMap(({ place }, item) => (place ? [{ ...converter.stretch(place), kind: "check" as const, item }] : []));
}

/** For each claim of an article the statements whose evidence touches it, by the claim's place. */
export function bearing(claims: readonly Stretch[], evidence: readonly Mark[]): number[][] {
  return claims.map((claim) => [
    ...new Set(evidence.filter((one) => one.start < claim.end && claim.start < one.end).map((one) => one.item as number)),
  ]);
}
