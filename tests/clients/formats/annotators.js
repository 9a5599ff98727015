// What test_formats.py calls in the browser: two readers of W3C Web Annotation, each told an annotation and asked for
// the words that it found.
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from '@apache-annotator/dom';
import { createTextAnnotator, W3CTextFormat } from '@recogito/text-annotator';

const MATCHERS = {
  TextPositionSelector: createTextPositionSelectorMatcher,
  TextQuoteSelector: createTextQuoteSelectorMatcher,
};

export async function apache(text, annotations) {
  const article = document.getElementById('article');
  article.textContent = text;
  const found = [];
  for (const { target } of annotations) {
    const each = {};
    for (const selector of target.selector) {
      each[selector.type] = [];
      for await (const range of MATCHERS[selector.type](selector)(article)) each[selector.type].push(range.toString());
    }
    found.push(each);
  }
  return found;
}

export async function recogito(text, annotations, source) {
  const article = document.getElementById('article');
  article.textContent = text;
  const annotator = createTextAnnotator(article, { adapter: W3CTextFormat(source, article), renderer: 'CSS_HIGHLIGHTS' });
  // false: beside what is there; to replace it, 4.1.1 asks @annotorious/core 3.8.10 for what leaves annotations without ranges
  annotator.setAnnotations(annotations, false);
  await new Promise(done => setTimeout(done, 500)); // highlights are painted a moment later
  const painted = {};
  for (const [name, highlight] of CSS.highlights) painted[name] = [...highlight].map(range => range.toString()).join('');
  return { painted, kept: annotator.getAnnotations().map(annotation => annotation.body.map(body => body.value)) };
}
