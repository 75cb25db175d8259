import type { Ask } from "./github.ts";

/** What a pull request shall say. */
export interface Proposal {
  /** `"owner/name"`. */
  readonly repository: string;
  readonly branch: string;
  /** What stands on the branch, as it was looked at: nothing else is merged. */
  readonly commit: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Those that this pull request has; others that begin like them or stand among `ownLabels` go. */
  readonly labels: readonly string[];
  /** Whether it may be merged now, where the branch lets it. */
  readonly merges: boolean;
}

interface PullRequest {
  number: number;
  labels: { name: string }[];
}

const ownLabels = /^(?:spec:|needs a person$|tests failed$)/u;

/** Keeps one pull request for a branch: opens it, or brings title, text and labels up to date; merges it if it may. */
export async function keepPullRequest(ask: Ask, proposal: Proposal): Promise<string> {
  const { branch, commit, title, body, merges } = proposal;
  const open = await findPullRequest(ask, proposal);
  const pull =
    open === undefined
      ? await ask("POST", "pulls", { title, body, head: branch, base: "main" })
      : await ask("PATCH", `pulls/${open.number}`, { title, body });
  const { number, labels } = readPullRequest(pull);
  const others = labels.map(({ name }) => name).filter((name) => !ownLabels.test(name));
  await ask("PUT", `issues/${number}/labels`, { labels: [...others, ...proposal.labels] });
  const done = `${open === undefined ? "opened" : "updated"} #${number}`;
  return `${done}; ${merges ? await merge(ask, { number, sha: commit }) : "it waits for a person"}`;
}

/** Closes the pull request of a branch, where there is one. */
export async function closePullRequest(ask: Ask, pull: Pick<Proposal, "repository" | "branch">): Promise<string> {
  const open = await findPullRequest(ask, pull);
  if (open === undefined) return "nothing changed, and no pull request is open";
  await ask("PATCH", `pulls/${open.number}`, { state: "closed" });
  return `closed #${open.number}: main has all of it`;
}

async function merge(ask: Ask, { number, sha }: { number: number; sha: string }): Promise<string> {
  try {
    await ask("PUT", `pulls/${number}/merge`, { merge_method: "squash", sha });
    return "merged";
  } catch (error) {
    // A protected branch that wants a review says so; then that is what the project decided.
    return `not merged (${error instanceof Error ? error.message : "no reason given"})`;
  }
}

async function findPullRequest(
  ask: Ask,
  { repository, branch }: Pick<Proposal, "repository" | "branch">,
): Promise<PullRequest | undefined> {
  const [owner = ""] = repository.split("/");
  const query = new URLSearchParams({ state: "open", base: "main", head: `${owner}:${branch}` });
  const found = await ask("GET", `pulls?${query.toString()}`);
  return Array.isArray(found) && found.length > 0 ? readPullRequest(found[0]) : undefined;
}

function readPullRequest(value: unknown): PullRequest {
  if (typeof value !== "object" || value === null || !("number" in value) || typeof value.number !== "number") {
    throw new Error("GitHub answered with something that is no pull request");
  }
  // Safe: GitHub's schema of a pull request has these beside its number.
  return value as PullRequest;
}
