import { expect, test } from "vitest";
import { runSpec } from "./support/run-spec.ts";

const verbs = ["build", "check", "diff", "examples", "infer", "pull", "update"];

test.each(["--help", "-h"])("spec %s lists the verbs and is no failure", async (flag) => {
  const { code, stdout, stderr } = await runSpec([flag]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: pnpm spec VERB/u);
  expect([...stdout.matchAll(/^ {2}([a-z]+) /gmu)].map(([, verb]) => verb)).toEqual(verbs);
});

test.each(verbs)("spec %s --help tells every flag that the verb knows, and one example", async (verb) => {
  const [help, wrongUse] = await Promise.all([runSpec([verb, "--help"]), runSpec([verb, "--no-such-flag"])]);
  expect({ code: help.code, stderr: help.stderr }).toEqual({ code: 0, stderr: "" });
  expect(help.stdout).toMatch(new RegExp(`^Usage: pnpm spec ${verb}\\b`, "u"));
  expect(help.stdout).toMatch(new RegExp(`^Example: pnpm spec ${verb}\\b`, "mu"));
  const flags = help.stdout.matchAll(/^ {2}(--[\w-]+)/gmu);
  expect(new Set([...flags].map(([, flag]) => flag))).toEqual(listFlags(wrongUse.stderr));
});

test("help stands wherever it is asked for, and nothing else happens", async () => {
  const { code, stdout, stderr } = await runSpec(["diff", "missing.json", "-h"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("Usage: pnpm spec diff OLD NEW");
});

test("no verb is wrong use, in one line that leads to the help", async () => {
  const { code, stdout, stderr } = await runSpec([]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(`spec: a verb is missing; use one of ${verbs.join(", ")}, or --help\n`);
});

/** The flags that a verb's complaint of wrong use offers. */
function listFlags(complaint: string): Set<string> {
  const usage = complaint.slice(complaint.lastIndexOf("use"));
  return new Set(usage.match(/--[\w-]+/gu));
}
