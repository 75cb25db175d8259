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
    { path: /^packages\/api\/src\/generated\/(?:[a-z\d-]+\/)*[a-z\d-]+\.ts$/u, allows: () => true },
    { path: /^\.changeset\/spec-[\da-f]{12}-(?:api|core)\.md$/u, allows: ({ after }) => readBump(after) !== undefined },
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
