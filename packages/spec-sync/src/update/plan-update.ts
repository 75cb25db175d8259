import { listOperations, type OpenApiDocument } from "@just-one/document";
import type { Markdown } from "@just-one/encoders";
import { buildOutputs } from "../build/build-outputs.ts";
import type { ChineseWords } from "../build/chinese-words.ts";
import { planFiles } from "../build/plan-files.ts";
import { readSideInputs } from "../build/read-build-inputs.ts";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { maxLevel } from "../diff/level.ts";
import type { DocumentFile } from "../document/read-document.ts";
import { formatJson } from "../format-json.ts";
import { judgeImpact } from "../impact/judge-impact.ts";
import { readNeeds } from "../impact/read-needs.ts";
import type { Lock } from "../lock/lock.ts";
import type { ProjectPaths } from "../project-paths.ts";
import { buryRemoved } from "../tombstones/bury-removed.ts";
import { dropKeptRenames, keepNames } from "../tombstones/keep-names.ts";
import { noTombstones } from "../tombstones/read-tombstones.ts";
import { softenChanges } from "../tombstones/soften-changes.ts";
import type { Tombstones } from "../tombstones/tombstone.ts";
import type { PlannedFile } from "../write-files.ts";
import { planChangesets } from "./plan-changesets.ts";
import { findCatalogChanges } from "./find-catalog-changes.ts";
import { formatSummary, type UpdateStory } from "./format-summary.ts";

/** What an update starts from. */
export interface UpdateInputs {
  current: DocumentFile;
  next: DocumentFile;
  /** Of the next document; absent where the document stays and only tombstones are swept. */
  lock?: Lock;
  /** New words, where the twin brought some. */
  chinese?: ChineseWords | undefined;
  diff: DocumentDiff;
  /** What callers have now: the current document, with what comes back from under tombstones. */
  before: OpenApiDocument;
  /** The tombstones there are. */
  existing: Tombstones;
  /** Sweeps the tombstones, instead of adding to them. */
  isMajor: boolean;
  now: Date;
}

/** Everything an update would write, and what it says about it. */
export interface UpdatePlan {
  files: PlannedFile[];
  summary: Markdown;
}

/**
 * Makes all of an update in memory: tombstones, generated files, changesets, summary. Writes nothing. Undefined where
 * nothing that callers or those who search could notice has changed.
 *
 * @throws SpecError where the new document does not build.
 */
export async function planUpdate(inputs: UpdateInputs, paths: ProjectPaths): Promise<UpdatePlan | undefined> {
  const { current, next, lock, existing, isMajor } = inputs;
  const buried = isMajor ? noTombstones : buryRemoved({ ...inputs, after: next.document, today: nameDay(inputs) });
  const names = keepNames({ before: listNames(current, existing), after: listNames(next, buried) }, existing.names);
  const tombstones = { ...buried, ...(Object.keys(names).length === 0 ? {} : { names }) };
  const diff = dropKeptRenames(inputs.diff, names);
  const judged = isMajor ? diff : softenChanges(diff, { after: next.document, tombstones: tombstones.tombstones });
  const swept = isMajor ? existing.tombstones : [];
  const isSwept = swept.length > 0 || (isMajor && existing.codes.length > 0);
  const side = await readSideInputs(paths);
  const { chinese = side.chinese } = inputs;
  const outputs = await buildOutputs({ ...side, file: next, tombstones, chinese });
  const isSilent = judged.level === "none" && !isSwept;
  const changes = isSilent
    ? findCatalogChanges(await buildOutputs({ ...side, file: current }), outputs)
    : judged.changes;
  if (isSilent && changes.length === 0) return undefined;
  const level = isSilent ? "patch" : isSwept ? maxLevel(judged.level, "major") : judged.level;
  const story: UpdateStory = {
    diff: { ...judged, changes, level },
    tombstones: tombstones.tombstones,
    known: existing.tombstones,
    swept,
  };
  return {
    files: [
      { path: paths.document, text: next.text },
      ...(lock === undefined ? [] : [{ path: paths.lock, text: formatJson(lock) }]),
      ...(inputs.chinese === undefined ? [] : [{ path: paths.chinese, text: formatJson(inputs.chinese) }]),
      { path: paths.tombstones, text: formatJson(tombstones) },
      ...planFiles(outputs, paths),
      ...planChangesets(story, { folder: paths.changesets, texts: [current.text, next.text] }),
    ],
    // By what the vendor did: a call of something that became a tombstone compiles, and fails all the same.
    summary: formatSummary({ ...story, impacts: judgeImpact(diff, await readNeeds(paths.root)) }),
  };
}

/** The operations of a document, and those that lie under tombstones. */
function listNames({ document }: DocumentFile, { tombstones }: Tombstones): string[] {
  return [
    ...listOperations(document).map(({ name }) => name),
    ...tombstones.flatMap(({ operation, parameter }) => (parameter === undefined ? [operation] : [])),
  ];
}

function nameDay({ now }: UpdateInputs): string {
  return now.toISOString().slice(0, 10);
}
