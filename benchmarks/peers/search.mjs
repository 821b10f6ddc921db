// Runs MiniSearch and Fuse.js over what search_quality.py sends to standard input, and prints what they find.
//
// in:  {listings: [{id, name, ...}], groups: [{ids, queries: [text]}], weights: {field: number}, limit}
//      the queries of a group are asked of the listings with its ids
// out: {name: {version, variants: {variant: [[id]]}}}, the answers in the queries' order

import { readFileSync } from "node:fs";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";

const { listings, groups, weights, limit } = JSON.parse(readFileSync(0, "utf8"));
const fields = Object.keys(weights);
const held = new Map(listings.map((listing) => [listing.id, listing]));

const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

const answers = (open) =>
  groups.flatMap(({ ids, queries }) => {
    const ask = open(ids.map((id) => held.get(id)));
    return queries.map((query) => ask(query).slice(0, limit));
  });

const minisearch = (combineWith) =>
  answers((among) => {
    const index = new MiniSearch({ fields, searchOptions: { boost: weights, fuzzy: 0.2, prefix: true, combineWith } });
    index.addAll(among);
    return (query) => index.search(query).map(({ id }) => id);
  });

// Asked for the whole query as one pattern, it does worse.
const fuse = () =>
  answers((among) => {
    const index = new Fuse(among, {
      keys: fields.map((name) => ({ name, weight: weights[name] })),
      threshold: 0.4,
      ignoreLocation: true,
      useTokenSearch: true,
    });
    return (query) => index.search(query, { limit }).map(({ item }) => item.id);
  });

const found = {
  MiniSearch: {
    version: version("minisearch"),
    variants: { "any word": minisearch("OR"), "all words": minisearch("AND") },
  },
  "Fuse.js": {
    version: version("fuse.js"),
    variants: { "any word": fuse() },
  },
};
console.log(JSON.stringify(found));
