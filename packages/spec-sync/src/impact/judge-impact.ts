import type { Change } from "../diff/change.ts";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import type { ConsumerNeeds, OperationNeeds } from "./read-needs.ts";

/** What a new document means to one app or package. */
export interface Impact {
  readonly consumer: string;
  readonly verdict: "broken" | "possibly affected" | "unaffected";
  /** The changes that decided it: `GET /api/… query.range`. */
  readonly because: readonly string[];
}

type Verdict = Impact["verdict"];
const order: readonly Verdict[] = ["broken", "possibly affected", "unaffected"];

/** Says for each consumer whether a difference between two documents concerns what it uses, the gravest first. */
export function judgeImpact(diff: DocumentDiff, needs: readonly ConsumerNeeds[]): Impact[] {
  const impacts = needs.map((consumer): Impact => {
    const judged = diff.changes.map((change) => ({ change, verdict: judgeChange(change, consumer) }));
    const verdict = order.find((each) => judged.some((one) => one.verdict === each)) ?? "unaffected";
    const deciding = verdict === "unaffected" ? [] : judged.filter((one) => one.verdict === verdict);
    const because = new Set(deciding.map(({ change }) => `${change.operation} ${change.where}`.trim()));
    return { consumer: consumer.consumer, verdict, because: [...because] };
  });
  return impacts.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

function judgeChange(change: Change, { operations, anyOperation = false }: ConsumerNeeds): Verdict {
  const used = [change.operation, ...(change.usedBy ?? [])].flatMap((operation) => {
    const needs = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    return needs === undefined ? [] : [needs];
  });
  const verdicts = used.map((needs) => judgeUse(change, needs));
  if (change.level === "major" && (anyOperation || change.operation === "*")) verdicts.push("possibly affected");
  return order.find((verdict) => verdicts.includes(verdict)) ?? "unaffected";
}

function judgeUse({ kind, level, where }: Change, needs: OperationNeeds): Verdict {
  if (level === "patch" || kind === "operation-added") return "unaffected";
  const isUsed = touchesUse(where, needs);
  if (level === "minor") return isUsed === true ? "possibly affected" : "unaffected";
  const asksForMore = /^(?:req-|request-|parameter-|required-).*required|^required-/u.test(kind);
  if (isUsed === true || asksForMore) return "broken";
  return isUsed === undefined || needs.whole === true ? "possibly affected" : "unaffected";
}

/** Whether a place in an operation is one that a consumer uses; undefined where the place does not say. */
function touchesUse(where: string, { parameters, fields }: OperationNeeds): boolean | undefined {
  if (where === "") return true; // the operation itself
  const parameter = /^(?:query|path|header|cookie|body [^.]+)\.([^.[]+)/u.exec(where)?.[1];
  if (parameter !== undefined) return parameters.includes(parameter);
  const field = /^reply \S+ [^.]+\.data\.(.+)$/u.exec(where)?.[1];
  return field === undefined ? undefined : fields.some((own) => isWithin(own, field) || isWithin(field, own));
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
