import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readCatalog, readProse } from "@just-one/document";
import { createFinder, type Finder } from "@just-one/finder";
import { type Asked, askedInChinese, askedInEnglish } from "./asked.ts";
import { askedAgainInChinese } from "./asked-again-in-chinese.ts";
import { askedAgainInEnglish } from "./asked-again-in-english.ts";
import { askedByAgentsInChinese, askedByAgentsInEnglish } from "./asked-by-agents.ts";
import { askedInHaste } from "./asked-in-haste.ts";

const vendor = process.env["JUST_ONE_VENDOR_DIR"] ?? resolve(import.meta.dirname, "../../../../shared/vendor");
const file = join(vendor, "openapi.json");

function openVendor(): Finder {
  const text = readFileSync(file, "utf8");
  return createFinder({ catalog: readCatalog(text), prose: readProse(text) });
}

/** The questions whose answer is not among the first five. */
function listMissed(finder: Finder, questions: readonly Asked[]): string[] {
  return questions
    .filter(({ query, families }) => {
      const found = finder.find(query, { limit: 5 }).operations;
      return !found.some(({ path }) => families.includes(path.replace(/^\/api\//u, "").replace(/\/v\d+$/u, "")));
    })
    .map(({ query }) => query);
}

describe.skipIf(!existsSync(file))("over the vendor's document (JUST_ONE_VENDOR_DIR)", () => {
  const finder = existsSync(file)
    ? openVendor()
    : createFinder({ catalog: [], prose: { platforms: [], operations: [] } });

  test("every question is about operations that there are", () => {
    const { operations } = finder.find("");
    const families = new Set(operations.map(({ path }) => path.replace(/^\/api\//u, "").replace(/\/v\d+$/u, "")));
    const asked = [
      askedInEnglish,
      askedInChinese,
      askedInHaste,
      askedAgainInEnglish,
      askedAgainInChinese,
      askedByAgentsInEnglish,
      askedByAgentsInChinese,
    ].flat();
    expect(asked.flatMap((each) => each.families).filter((family) => !families.has(family))).toEqual([]);
  });

  // Of twenty, 18 in English and 19 in Chinese are asked for; these are three times as many.
  test.each([
    ["English", askedInEnglish, 0.9],
    ["Chinese", askedInChinese, 0.95],
    ["haste", askedInHaste, 0.9],
    ["English, by others", askedAgainInEnglish, 0.95],
    ["Chinese, by others", askedAgainInChinese, 0.975],
    ["English, by agents", askedByAgentsInEnglish, 0.95],
    ["Chinese, by agents", askedByAgentsInChinese, 0.975],
  ] as const)("the answer to a question in %s is among the first five", (_language, questions, least) => {
    const missed = listMissed(finder, questions);
    const share = 1 - missed.length / questions.length;
    expect(share, `missed: ${missed.join("; ")}`).toBeGreaterThanOrEqual(least);
  });

  test("deprecated and hidden versions never stand before one that lives", () => {
    const lives = new Set(
      finder
        .find("")
        .operations.filter(({ remarks }) => remarks.length === 0)
        .map((each) => each.operation),
    );
    const found = [...askedInEnglish, ...askedInChinese].flatMap(({ query }) => finder.find(query).operations);
    const wrong = found.filter(
      ({ operation, versions }) => !lives.has(operation) && versions.some((each) => lives.has(each)),
    );
    expect(wrong).toEqual([]);
  });
});
