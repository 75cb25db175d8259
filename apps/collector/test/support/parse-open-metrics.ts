/** A family of OpenMetrics 1.0. */
export interface MetricFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

const name = String.raw`[a-zA-Z_:][a-zA-Z0-9_:]*`;
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"`;
const sample = new RegExp(
  String.raw`^(${name})(?:\{(${label}(?:,${label})*)?\})? (-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+?Inf)|NaN)$`,
);
const meta = new RegExp(String.raw`^# (TYPE|HELP|UNIT) (${name}) (.+)$`);

/** Reads OpenMetrics as strictly as the specification is: order, suffixes, labels, the end. @throws Error for what is none */
export function parseOpenMetrics(text: string): ReadonlyMap<string, MetricFamily> {
  if (!text.endsWith("\n# EOF\n")) throw new Error("does not end with # EOF");
  const families = new Map<string, { type: string; help: string; samples: MetricFamily["samples"] }>();
  const seen = new Set<string>();
  let current = "";
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const [, kind, family = "", rest = ""] = meta.exec(line) ?? [];
    if (kind !== undefined) {
      if (family !== current) {
        if (families.has(family)) throw new Error(`${family} is not in one piece`);
        families.set(family, { type: "unknown", help: "", samples: [] });
        current = family;
      }
      const own = families.get(family);
      if (own === undefined || own.samples.length > 0) throw new Error(`${line} comes too late`);
      if (kind === "TYPE") own.type = rest;
      else if (kind === "HELP") own.help = rest;
      continue;
    }
    const [, sampleName, labels = "", value = ""] = sample.exec(line) ?? [];
    if (sampleName === undefined) throw new Error(`no line of OpenMetrics: ${line}`);
    const own = families.get(current);
    const suffix = own?.type === "counter" ? "_total" : "";
    if (own === undefined || sampleName !== `${current}${suffix}`) throw new Error(`${sampleName} is in no family`);
    if (seen.has(`${sampleName}{${labels}}`)) throw new Error(`${line} is there twice`);
    seen.add(`${sampleName}{${labels}}`);
    if (own.type === "counter" && !(Number(value) >= 0)) throw new Error(`${line} counts backwards`);
    own.samples.push({ name: sampleName, labels: readLabels(labels), value: Number(value) });
  }
  return families;
}

function readLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    pairs.map(([, key = "", value = ""]) => [
      key,
      value.replaceAll(/\\(.)/g, (_, each: string) => (each === "n" ? "\n" : each)),
    ]),
  );
}
