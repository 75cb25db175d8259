import { checkFiles } from "./check-files.ts";
import { createGit, pushTree, readChanges, readCommitted, writeTree } from "./commit-files.ts";
import type { Ask } from "./github.ts";
import type { HandedFile, HandOver } from "./hand-over.ts";
import { describeUpdate, describeVersions, type Description } from "./describe-proposal.ts";
import type { Work } from "./path-rules.ts";
import { closePullRequest, keepPullRequest } from "./pull-request.ts";

/** Where work is proposed. */
export interface Place {
  /** A checkout of main that can push. */
  readonly folder: string;
  readonly ask: Ask;
  /** `"owner/name"`. */
  readonly repository: string;
  /** Where the run can be watched. */
  readonly runUrl: string;
}

const branches = { "spec-update": "spec-sync/update", versions: "release/next" } as const;
/** The files that tell whether the branch holds the same work already; in all others only days would differ. */
const deciding = {
  "spec-update": ["openapi/just-one-api.json", ".changeset"],
  versions: [".changeset", "packages", "apps"],
} as const;

/**
 * Pushes what was handed over as one commit on one branch, and keeps one pull request for it. Nothing of it is run, and
 * nothing of it comes into the work tree.
 * @throws Error before anything is pushed, where more or other was handed over than the kind of work allows
 */
export async function proposeFiles(work: Work, handOver: HandOver, place: Place): Promise<string> {
  const { ask, repository, folder, runUrl } = place;
  const branch = branches[work];
  const git = createGit(folder);
  const readBefore = (path: string): Promise<string | undefined> => readCommitted(git, path);
  if ((await git(["rev-parse", "HEAD"])).trim() !== handOver.base) {
    throw new Error("main has moved since these files were made; run the workflow again");
  }
  await checkFiles(work, handOver.files, readBefore);
  if (handOver.files.length === 0) return closePullRequest(ask, { repository, branch });

  const describe = work === "spec-update" ? describeUpdate : describeVersions;
  const known = { readBefore, runUrl };
  const proposal = await describe(handOver, known);
  const tree = await writeTree(git, handOver.files);
  const { commit, isNew } = await pushTree(git, { tree, branch, message: proposal.title, deciding: deciding[work] });
  // What stood there before may come from a run that was not as honest as this one, so it is judged by itself.
  const describeKept = async (): Promise<Description> => {
    const files = await readChanges(git, commit);
    await checkFiles(work, files, readBefore);
    if (writeCode(files) !== writeCode(handOver.files)) throw new Error("the tests were those of other code");
    return describe({ ...handOver, files }, known);
  };
  const unlike = { ...proposal, merges: false, labels: [...proposal.labels, "needs a person"] };
  const shown = isNew ? proposal : await describeKept().catch(() => unlike);
  const said = await keepPullRequest(ask, { ...shown, repository, branch, commit });
  return isNew ? said : `${branch} is up to date; ${said}`;
}

/** All code, the days in it left out: those of removals are the days of the run that saw them. */
function writeCode(files: readonly HandedFile[]): string {
  const code = files.filter(({ path }) => path.endsWith(".ts")).map(({ path, text }) => `${path}\0${text}`);
  return code
    .toSorted()
    .join("\0")
    .replaceAll(/\b\d{4}-\d{2}-\d{2}\b/gu, "");
}
