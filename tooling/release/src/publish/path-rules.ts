/** What is known about a file before it is replaced. */
export interface Replacement {
  readonly path: string;
  /** `undefined` where there is none yet. */
  readonly before: string | undefined;
  /** `null` where it shall be gone. */
  readonly after: string | null;
}

/** Files that may change, and how; what no rule fits may not. */
export interface PathRule {
  readonly path: RegExp;
  /** Whether the change may be; every one may where this is absent, but for a removal. */
  readonly allows?: (change: Replacement) => boolean;
}

/** A kind of work that is handed over: an update of the vendor's document, or the next versions. */
export type Work = "spec-update" | "versions";

/** Everything that each kind of work may touch. */
export const pathRules: Readonly<Record<Work, readonly PathRule[]>> = {
  "spec-update": [
    { path: /^openapi\/(?:just-one-api|openapi\.lock|tombstones|chinese|dist\/openapi)\.json$/u },
    {
      // Not the names of Windows' devices, which no checkout there survives.
      path: /^packages\/api\/src\/generated\/(?!(?:.*\/)?(?:con|prn|aux|nul|com\d|lpt\d)[/.])(?:[a-z\d-]{1,60}\/){0,3}[a-z\d-]{1,60}\.ts$/u,
      allows: () => true,
    },
    { path: /^\.changeset\/spec-[\da-f]{12}-(?:api|core)\.md$/u, allows: asksAsMuch },
  ],
  versions: [
    {
      path: /^\.changeset\/(?!README)[\w-]+\.md$/u,
      allows: ({ before, after }) => before !== undefined && after === null,
    },
    { path: /^(?:packages|apps)\/[a-z\d-]+\/CHANGELOG\.md$/u },
    { path: /^(?:packages|apps)\/[a-z\d-]+\/package\.json$/u, allows: changesOnlyVersion },
  ],
};

/** What a changeset of an update tells; nothing for other texts. */
export function readChangeset(text: string | null): string {
  return readBump(text) === undefined ? "" : (text ?? "").replace(/^---\n[^\n]*\n---\n/u, "");
}

const steps = ["patch", "minor", "major"] as const;

/** One that waits on main already keeps its step, or callers would be broken by less than a major. */
function asksAsMuch({ before, after }: Replacement): boolean {
  const [was, is] = [readBump(before ?? null), readBump(after)];
  return is !== undefined && (was === undefined || steps.indexOf(is) >= steps.indexOf(was));
}

/** The step that a changeset asks for; `undefined` when it is none of those that an update writes. */
export function readBump(text: string | null): "patch" | "minor" | "major" | undefined {
  const [, bump] = /^---\n"@just-one\/(?:api|core)": (patch|minor|major)\n---\n\n(?!---)/u.exec(text ?? "") ?? [];
  return bump === "patch" || bump === "minor" || bump === "major" ? bump : undefined;
}

const version = /^( {2}"version": ")(\d+\.\d+\.\d+)(",)$/mu;

/** A manifest can start programs at every install, so nothing of it but the number is taken over. */
function changesOnlyVersion({ before, after }: Replacement): boolean {
  const next = version.exec(after ?? "")?.[2];
  return next !== undefined && before?.replace(version, `$1${next}$3`) === after;
}
