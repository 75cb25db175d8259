interface Changeset {
  readonly summary: string;
  readonly releases: readonly { readonly name: string }[];
}

interface UpdatedDependency {
  readonly name: string;
  readonly newVersion: string;
  readonly type: string;
}

/** The two functions that changesets asks for. */
interface ChangelogFunctions {
  getReleaseLine(changeset: Changeset): string;
  getDependencyReleaseLine(changesets: readonly Changeset[], dependencies: readonly UpdatedDependency[]): string;
}

/**
 * Writes changelogs for callers: what a changeset says, without hashes, and for each dependency that came along what is
 * new in it, instead of its number alone.
 */
const changelog: ChangelogFunctions = {
  getReleaseLine: ({ summary }) => `- ${indent(summary.trim())}`,
  getDependencyReleaseLine: (changesets, dependencies) =>
    dependencies.map((dependency) => formatDependency(dependency, changesets)).join("\n"),
};
export default changelog;

function formatDependency({ name, newVersion, type }: UpdatedDependency, changesets: readonly Changeset[]): string {
  const own = changesets.filter(({ releases }) => releases.some((release) => release.name === name));
  // The first paragraph, in one line: people wrap their sentences.
  const headlines = own
    .map(({ summary }) => (summary.trim().split(/\n\s*\n/u)[0] ?? "").replaceAll(/\s+/gu, " "))
    .filter((line) => line !== "");
  const breaks = type === "major" ? ", and takes over what callers must change there" : "";
  const line = `- Comes with \`${name}\` ${newVersion}${breaks}`;
  return headlines.length === 0 ? `${line}.` : [`${line}:`, ...headlines.map((text) => `  - ${text}`)].join("\n");
}

function indent(text: string): string {
  return text.replaceAll(/\n(?=[^\n])/gu, "\n  ");
}
