export { sendPlanned } from "./collect.ts";
export { readJson, writeJson } from "./json-text.ts";
export { beginItem } from "./item.ts";
export { checkLimits, countAffordable } from "./money.ts";
export { isEmptyReply } from "./is-empty-reply.ts";
export { type RunCounts, sumUpRun } from "./sum-up-run.ts";
