// Prints what Adobe's structured data validator finds in the HTML page that is named, and how many reviews it read.
import { readFileSync } from 'node:fs';
import Validator from '@adobe/structured-data-validator';
import WebAutoExtractor from '@marbec/web-auto-extractor';

const html = readFileSync(process.argv[2], 'utf8');
const data = new WebAutoExtractor({ addLocation: true, embedSource: ['rdfa', 'microdata'] }).parse(html);
const issues = await new Validator().validate(data);
console.log(JSON.stringify({ reviews: (data.jsonld.ClaimReview ?? []).length, issues }));
