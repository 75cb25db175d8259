import { expect, test } from "vitest";
import changelog from "../src/changelog.ts";

test("a changeset's own words are the changelog, its paragraphs under one bullet", () => {
  const summary = "You can now name a range.\n\nUntil now it was 30 days.\n";
  expect(changelog.getReleaseLine({ summary, releases: [] })).toBe(
    "- You can now name a range.\n\n  Until now it was 30 days.",
  );
});

test("a dependency that came along says what is new in it, and nothing of what belongs to others", () => {
  const changesets = [
    { summary: "You can now ask for `range`.\n\nDetails.", releases: [{ name: "@just-one/api" }] },
    { summary: "You can now trace.", releases: [{ name: "@just-one/otel" }] },
  ];
  const dependency = { name: "@just-one/api", newVersion: "1.1.0", type: "minor" };
  expect(changelog.getDependencyReleaseLine(changesets, [dependency])).toBe(
    "- Comes with `@just-one/api` 1.1.0:\n  - You can now ask for `range`.",
  );
});

test("a dependency's sentence is whole, wherever its lines end", () => {
  const summary = "You can now keep a list in a file, and\r\nask for it by\nname.\n\nDetails.";
  const dependency = { name: "@just-one/api", newVersion: "1.1.0", type: "minor" };
  expect(
    changelog.getDependencyReleaseLine([{ summary, releases: [{ name: "@just-one/api" }] }], [dependency]),
  ).toContain("\n  - You can now keep a list in a file, and ask for it by name.");
});

test("a dependency's major says that callers must change something", () => {
  const dependency = { name: "@just-one/api", newVersion: "2.0.0", type: "major" };
  expect(changelog.getDependencyReleaseLine([], [dependency])).toBe(
    "- Comes with `@just-one/api` 2.0.0, and takes over what callers must change there.",
  );
  expect(changelog.getDependencyReleaseLine([], [])).toBe("");
});
