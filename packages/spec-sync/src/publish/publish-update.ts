import type { Ask } from "./github.ts";

/** An update as the pull request tells it. */
export interface Update {
  /** `"owner/name"`. */
  repository: string;
  branch: string;
  level: string;
  tests: string;
  /** Markdown. */
  summary: string;
  /** Where the run can be watched. */
  runUrl: string;
}

interface PullRequest {
  number: number;
  head: { sha: string };
  labels: { name: string }[];
}

const ownLabels = /^(?:spec:|needs a person$|tests failed$)/u;

/**
 * Keeps one pull request for the branch: opens it, or brings its title, text and labels up to date; closes it when
 * nothing is left to take over. Merges what is no major step and passed its tests, where the branch lets it.
 */
export async function publishUpdate(ask: Ask, update: Update): Promise<string> {
  const open = await findPullRequest(ask, update);
  if (update.level === "none") {
    if (open === undefined) return "nothing changed, and no pull request is open";
    await ask("PATCH", `pulls/${open.number}`, { state: "closed" });
    return `closed #${open.number}: main has all of it`;
  }
  const text = { title: `Update to the vendor's document (${update.level})`, body: describeUpdate(update) };
  const pull =
    open === undefined
      ? await ask("POST", "pulls", { ...text, head: update.branch, base: "main" })
      : await ask("PATCH", `pulls/${open.number}`, text);
  const { number, head, labels } = readPullRequest(pull);
  const others = labels.map(({ name }) => name).filter((name) => !ownLabels.test(name));
  await ask("PUT", `issues/${number}/labels`, { labels: [...others, ...chooseLabels(update)] });
  const done = `${open === undefined ? "opened" : "updated"} #${number}`;
  if (update.level === "major" || update.tests !== "passed") return `${done}; it waits for a person`;
  return `${done}; ${await merge(ask, { number, sha: head.sha })}`;
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

async function findPullRequest(ask: Ask, { repository, branch }: Update): Promise<PullRequest | undefined> {
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

function chooseLabels({ level, tests }: Update): string[] {
  return [
    `spec:${level}`,
    ...(level === "major" ? ["needs a person"] : []),
    ...(tests === "passed" ? [] : ["tests failed"]),
  ];
}

function describeUpdate({ level, tests, summary, runUrl }: Update): string {
  const advice =
    level === "major" ? "It breaks callers: a person decides when it is released." : "It breaks no caller's code.";
  return `${summary}\n---\n\n${advice} All tests ${tests} ([run](${runUrl})).\n`;
}
