import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { JsonObject } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { hasVendorFolder, vendorFolder } from "../support/vendor-folder.ts";
import { createBase } from "./base-document.ts";
import { operationCases } from "./operation-cases.ts";
import { findBreakingToRedocly, isBreakingToSmartDiff } from "./other-diffs.ts";
import { schemaCases } from "./schema-cases.ts";
import { slots } from "./slots.ts";

interface Dispute {
  name: string;
  before: JsonObject;
  after: JsonObject;
}

/** Where two others say breaking and we do not: why we do not. */
const reasons: readonly (readonly [names: RegExp, reason: string])[] = [
  [
    /(?:minLength|maxLength|pattern|minimum|maximum|exclusive\w+|multipleOf) was|was limited|items must differ/u,
    "the policy: a changed constraint is minor, since no type of ours carries it",
  ],
  [/(?:minLength|maxLength|pattern|minimum|maximum|exclusive\w+|multipleOf) changed/u, "the policy: as above"],
  [/a format (?:was added|changed)|the format of one of two types/u, "the policy: a format is a remark"],
  [
    /a bigint may be passed|no bigint may be passed/u,
    "the policy: int64 lets callers pass a bigint, and replies bring none",
  ],
  [
    /failure's status|default reply|range of success|becomes a range \(back\)/u,
    "the policy: only the success status matters to callers",
  ],
  [
    /business code|a value was added|constant became a choice|enum was introduced/u,
    "the policy: enums of replies stay open",
  ],
  [/whose fields already were/u, "the policy: its fields had to be sent already"],
  [/path is said to be optional/u, "a parameter in the path is required whatever is said"],
  [/media type changes its letter case/u, "media types have no letter case (RFC 9110)"],
  [/what an operation asked for anyway/u, "every operation speaks for itself, so the document's own demand meets none"],
  [/a scheme is renamed/u, "the policy: renamed components are no difference"],
  [
    /only null as an alternative|only alternatives as a list|nullable beside allOf/u,
    "another spelling of the same schema",
  ],
  [
    /only an enum that implies|only limits that limit nothing|only true and|only items that may|only an exclusive limit/u,
    "it lets the same values through",
  ],
  [/only a component behind allOf of one|where it is used/u, "they do not follow the reference in that place"],
];

/** What both call breaking in our own cases, and we do not. */
let disputes: readonly Dispute[] = [];

beforeAll(async () => {
  // api-smart-diff tells its own troubles on the console.
  vi.spyOn(console, "error").mockReturnValue();
  vi.spyOn(console, "warn").mockReturnValue();
  disputes = await findDisputes([...listOperationCases(), ...listSchemaCases()]);
});
afterAll(() => vi.restoreAllMocks());

describe("where api-smart-diff and redocly diff both say breaking", () => {
  test("ours does too over our own cases, or the reason is written down", () => {
    const unexplained = disputes.filter(({ name }) => !reasons.some(([names]) => names.test(name)));
    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });

  test("each reason is still needed", () => {
    const idle = reasons.filter(([names]) => !disputes.some(({ name }) => names.test(name)));
    expect(idle).toEqual([]);
  });

  test.skipIf(!hasVendorFolder)("ours does too over the vendor's changes (JUST_ONE_VENDOR_DIR)", async () => {
    const breaking = await findDisputes(listVendorChanges());
    // The policy's own words: a changed length is minor, and so is a new business code.
    expect(breaking.map(({ name }) => name).toSorted()).toEqual(["param-maxLength-added", "res-code-enum-added"]);
  });
});

async function findDisputes(changes: readonly Dispute[]): Promise<Dispute[]> {
  const disputed = changes.filter(
    ({ before, after }) => diffDocuments(before, after).level !== "major" && isBreakingToSmartDiff(before, after),
  );
  const answers = await findBreakingToRedocly(disputed);
  return disputed.filter((_dispute, index) => answers[index] === true);
}

function listOperationCases(): Dispute[] {
  return operationCases.flatMap(({ name, edit }) => {
    const after = createBase();
    edit(after);
    return [
      { name, before: createBase(), after },
      { name: `${name} (back)`, before: after, after: createBase() },
    ];
  });
}

function listSchemaCases(): Dispute[] {
  const chosen = slots.filter(({ name }) => ["a field of a form", "items deep in a reply"].includes(name));
  return chosen.flatMap(({ name: slot, put }) =>
    schemaCases.map(({ name, before, after }) => ({
      name: `${slot}: ${name}`,
      before: put(before),
      after: put(after),
    })),
  );
}

function listVendorChanges(): Dispute[] {
  const names = Object.keys(readVendor("mutations/expected.json"));
  return names.map((name) => ({
    name,
    before: readVendor(`mutations/${name}.before.json`),
    after: readVendor(`mutations/${name}.after.json`),
  }));
}

function readVendor(file: string): JsonObject {
  // The files are data for tests; what is read from them is compared, never trusted.
  return JSON.parse(readFileSync(join(vendorFolder, file), "utf8")) as JsonObject;
}
