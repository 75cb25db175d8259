/** A generated file of TypeScript, as it is and as it shall be. */
export interface GeneratedFile {
  readonly path: string;
  /** `undefined` where there is none yet. */
  readonly before: string | undefined;
  readonly after: string;
}

const comments = /\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*/gu;
const string = /"(?:[^"\\\n]|\\[^\n])*"/gu;
const quoted = new RegExp(`${comments.source}|${string.source}`, "gu");

/**
 * Says why a person should look at a generated file before it is merged: code where only types and literals belong, a
 * name never seen before that is not plain, or an operation that is gone.
 *
 * The job that made the file ran dependencies and the vendor's words, so nothing that it says of the file counts here.
 * There is no parser without a dependency, either, and none is needed: this only has to notice.
 */
export function lookAtGenerated(file: GeneratedFile): string[] {
  const news = dropKnownHead(file);
  const name = file.path.replace(/^.*\//u, "");
  const isProse = name === "prose.ts";
  const readOwn = isProse ? readOperations : readNames;
  const known = new Set(readOwn(file.before ?? ""));
  const odd = new Set(readOwn(news).filter((each) => !plainName.test(each) && !known.has(each)));
  const kept = new Set(readOwn(file.after));
  const gone = [...known].filter((each) => operation.test(each) && !kept.has(each));
  return [
    ...(findsCode(news, isProse) ? [`\`${name}\` holds more than types and literals`] : []),
    ...(odd.size > 0 ? [`\`${name}\` has ${odd.size} new names that are not plain`] : []),
    ...(gone.length > 0 ? [`\`${name}\` has lost ${gone.length} operations`] : []),
  ];
}

/** Such as `oAuthorId`, `cpm_1_20`, `DAY_30`, `/api/things/{id}/v1`, `GET /api/things/v1`. */
const plainName = /^(?:[A-Z]+ )?[\w./{}-]*$/u;

/** What goes from the types in a major only. */
const operation = /^[A-Z]+ \/\S*$/u;

/** Names in strings. */
function readNames(text: string): string[] {
  return [...dropComments(text).matchAll(string)].map(([found]) => found.slice(1, -1));
}

const operationLine = new RegExp(`^ +operation: (${string.source}),$`, "gmu");

/** Where everything is said to people, only operations are names. */
function readOperations(text: string): string[] {
  return [...dropComments(text).matchAll(operationLine)].map(([, found = ""]) => found.slice(1, -1));
}

/** First of all, so that nothing but a comment is taken for one. */
function dropComments(text: string): string {
  return text.replaceAll(quoted, (found) => (found.startsWith('"') ? found : " "));
}

/** What our own generator wrote there before, such as the checker of replies, is reviewed: up to the last empty line. */
function dropKnownHead({ before = "", after }: GeneratedFile): string {
  let end = 0;
  while (end < after.length && after[end] === before[end]) end += 1;
  return after.slice(after.lastIndexOf("\n\n", end - 2) + 1);
}

function findsCode(text: string, isProse: boolean): boolean {
  const uncommented = dropComments(text);
  const code = uncommented
    .replaceAll(string, (found) => (!isProse && runsByName.test(found) ? found.slice(1, -1) : "0"))
    .replaceAll(/^export const [\w$]+: Validator =\s+createValidator\(0, \$\w+\);$/gmu, "")
    .replaceAll(/^(?:export )?(?:const|type) (?!createValidator)[\w$]+(?:: [\w$ ]+(?:\[\])?)? =/gmu, " ")
    .replaceAll(/\bref: \(\) => \$\w+/gu, "ref: 0");
  return (
    [...signsOfCode, runsByName, ...(isProse ? [quotedName] : [])].some((sign) => sign.test(code)) ||
    importsMore(uncommented) ||
    switchesOff(text)
  );
}

/** What runs without parentheses, as a word of code or as a key in quotes. */
const runsByName =
  /(?<=^"?|[^\w$"])(?:Symbol|toString|valueOf|toJSON|then|globalThis|global|process|constructor|__proto__)(?="?$|[^\w$"])/u;

/** Sentences hold any word, so where there are nothing but sentences no string may be a key or a member's name. */
const quotedName = /\b0\s*:|\]\s*:|[\w$\])]\s*\[\s*0/u;

const signsOfCode: readonly RegExp[] = [
  /[^\s\w${}[\]<>:;,|&?.()-]|\.\.|--/u,
  /(?:^|[^|&:<,(\s])\s*\(/u, // a call; else parentheses hold types together
  /[^:;,|[(\s]\s*-|-(?!\d)/u, // a difference; else the number is below zero
  /[^\d\s]\s*\./u, // a member; else the dot is a number's
  /\b(?:new|import(?!\s+type\s)|await|throw|delete|yield|class|function|in|instanceof)\b(?!\??:)/u,
];

/** Comments that tell the compiler, the linter or a debugger to look elsewhere. */
function switchesOff(text: string): boolean {
  return (text.match(quoted) ?? []).some((found) => /^\/\/\/|^\/[^]*(?:@ts-|source(?:Mapping)?URL|lint-)/u.test(found));
}

function importsMore(uncommented: string): boolean {
  return /\bfrom\s*(?!"\.\/[a-z-]+\.ts";)"/u.test(uncommented);
}
