import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";
import { type ExactValue, isExactObject } from "../src/infer/exact-json.ts";
import { type Example, readExamples } from "../src/infer/read-examples.ts";
import { run as build } from "../src/verbs/build.ts";
import { run } from "../src/verbs/infer.ts";
import { accepts, deliver, inferSchema } from "./infer-support.ts";
import { loadValidators } from "./support/build-document.ts";
import { measureTypes } from "./support/type-check.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(vendorFolder, "examples");

describe.skipIf(!hasVendorFolder)("the vendor's published examples (JUST_ONE_VENDOR_DIR)", () => {
  it("each validate against the schema inferred from them", async () => {
    const examples = await readExamples(folder);
    const refused = examples.filter(({ data = null }) => !accepts(inferSchema(data), data));
    expect(refused.map(nameExample)).toEqual([]);
    expect(examples.length).toBe((await readdir(folder)).length);
  });

  it("predict the second half of every array from the first, at every level, for all but 0.4 % of the items", async () => {
    const tally = { items: 0, refused: [] as string[] };
    for (const example of await readExamples(folder)) {
      const { data = null } = example;
      judgeSecondHalves(data, inferSchema(keepFirstHalves(data)), (isAccepted) => {
        tally.items += 1;
        if (!isAccepted) tally.refused.push(nameExample(example));
      });
    }
    expect(tally.items).toBeGreaterThan(700);
    expect(tally.refused.length).toBeLessThan(tally.items * 0.004);
  });

  describe("as one overlay", () => {
    let temporary: string;
    let seconds: number;
    beforeAll(async () => {
      temporary = await mkdtemp(join(tmpdir(), "just-one-inferred-"));
      for (const name of ["typed", "plain"])
        await cp(join(root, "openapi/overlays"), join(temporary, `${name}-overlays`), { recursive: true });
      // Processor time, because other tests run at the same time.
      const before = process.cpuUsage();
      await run([folder, "--output", join(temporary, "typed-overlays/90-inferred.overlay.yaml")]);
      const { user, system } = process.cpuUsage(before);
      seconds = (user + system) / 1_000_000;
      await build(nameOptions("typed"));
    });
    afterAll(() => rm(temporary, { recursive: true, force: true }));

    const nameOptions = (name: string): string[] => {
      const overlays = join(temporary, `${name}-overlays`);
      const document = join(vendorFolder, "openapi.json");
      return ["--document", document, "--overlays", overlays, "--out", join(temporary, name)];
    };

    it("come in seconds, the same ones every time", async () => {
      expect(seconds).toBeLessThan(20);
      await run([folder, "--output", join(temporary, "again.overlay.yaml")]);
      const [one, two] = await Promise.all(
        ["typed-overlays/90-inferred", "again"].map((path) => readFile(join(temporary, `${path}.overlay.yaml`))),
      );
      expect(one).toEqual(two);
    });

    it("build with the whole document into at most twice as many types for the compiler", async () => {
      await build(nameOptions("plain"));
      const typedReport = await measureTypes(join(temporary, "typed"));
      const plainReport = await measureTypes(join(temporary, "plain"));
      expect(typedReport.problems).toEqual([]);
      // Counted, because times of one machine say little of the next; `pnpm bench` measures those.
      expect(typedReport.types / plainReport.types).toBeLessThan(2);
      expect(await readFile(join(temporary, "typed/operations.ts"), "utf8")).toContain(
        "data: BilibiliVideoDetailV2Data;",
      );
    });

    it("fit the validators that are built from them, and stop to fit when a list becomes text", async () => {
      const validators = await loadValidators(await readFile(join(temporary, "typed/validators.ts"), "utf8"));
      const checks = new Map(validators.map((validator) => [validator.operation, validator.check]));
      let checked = 0;
      for (const example of await readExamples(folder)) {
        const check = checks.get(nameExample(example));
        if (check === undefined || example.data === undefined) continue;
        checked += 1;
        expect({ name: nameExample(example), found: check(deliver(example.data)) }).toEqual({
          name: nameExample(example),
          found: [],
        });
        expect(check("text")).toMatchObject([{ path: "data", actual: "string" }]);
      }
      expect(checked).toBeGreaterThan(85);
    });
  });
});

function nameExample({ operation }: Example): string {
  return `${operation.method} ${operation.path}`;
}

function keepFirstHalves(value: ExactValue): ExactValue {
  if (Array.isArray(value)) return value.slice(0, middleOf(value)).map(keepFirstHalves);
  if (!isExactObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, keepFirstHalves(item)]));
}

/** Walks a reply and the schema of its first halves together, and judges every item that the schema has not seen. */
function judgeSecondHalves(
  value: ExactValue,
  schema: JsonValue | undefined,
  judge: (isAccepted: boolean) => void,
): void {
  if (!isJsonObject(schema)) return;
  if (Array.isArray(value)) {
    const items = isJsonObject(schema["items"]) ? schema["items"] : {};
    for (const item of value.slice(0, middleOf(value))) judgeSecondHalves(item, items, judge);
    for (const item of value.slice(middleOf(value))) judge(accepts(items, item));
  } else if (isExactObject(value)) {
    for (const [key, item] of Object.entries(value)) judgeSecondHalves(item, findProperty(schema, key), judge);
  }
}

function findProperty(schema: JsonObject, key: string): JsonValue | undefined {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, key)) return properties[key];
  const patterns = isJsonObject(patternProperties) ? Object.entries(patternProperties) : [];
  return patterns.find(([pattern]) => new RegExp(pattern, "u").test(key))?.[1] ?? additionalProperties;
}

function middleOf(list: readonly unknown[]): number {
  return Math.ceil(list.length / 2);
}
