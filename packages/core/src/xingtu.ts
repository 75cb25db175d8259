/** Units and comparisons for Douyin Xingtu's Author Spread Info. */
export { type AuthorSpread, type CostBands, readAuthorSpread } from "./xingtu/author-spread.ts";
export { type ComparedCreator, compareCreators, type Standing } from "./xingtu/compare-creators.ts";
export { type Change, compareSpreads } from "./xingtu/compare-spreads.ts";
export { checkQuote, type CostBand, type DerivedSpread, deriveFromSpread, type QuoteCheck } from "./xingtu/derive.ts";
export { type Certainty, type ComparedMeasure, type Measure, type Peers, type Unit } from "./xingtu/measure.ts";
export { type Metric, type MetricName, metricNames, metrics } from "./xingtu/metrics.ts";
export { UpstreamError } from "./xingtu/upstream-error.ts";
