import { join } from "node:path";
import { createPlayer } from "@just-one/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkReplies } from "../src/check-replies.ts";
import { checkRequests } from "../src/check-requests.ts";
import { sampleParameters } from "../src/list-calls.ts";
import { checkNeeds } from "../src/needs/check-needs.ts";
import { readNeeds } from "../src/needs/needs-file.ts";
import { listOperations } from "@just-one/document";
import { listConsumers } from "../src/project.ts";
import { type BuiltVendor, buildVendor, hasVendor, vendorFolder } from "./support/build-vendor.ts";
import { readExampleOperations } from "./support/read-example-operations.ts";

describe.skipIf(!hasVendor)("the vendor's whole document (JUST_ONE_VENDOR_DIR)", () => {
  let vendor: BuiltVendor;
  beforeAll(async () => {
    vendor = await buildVendor();
  });
  afterAll(() => vendor[Symbol.asyncDispose]());

  test("allows every request that our client sends, and our client tells every answer", async () => {
    const report = await checkRequests(vendor.document, vendor.catalog);
    expect(report.problems).toEqual([]);
    expect(report.operations).toBe(348);
    expect(report.requests).toBeGreaterThan(348 * 15 + 2000);
  });

  test("has what every app and package needs, core's table of pagers included", async () => {
    const needs = await Promise.all(listConsumers().map(readNeeds));
    expect(needs.flatMap((each) => checkNeeds(each, vendor.document))).toEqual([]);
    const waiting = needs.flatMap(({ operations }) => Object.keys(operations));
    const provided = new Set(listOperations(vendor.document).map(({ name }) => name));
    expect(waiting.filter((operation) => !provided.has(operation))).toEqual([]);
  });

  test("promises nothing that its recorded replies do not keep", async () => {
    const folder = join(vendorFolder, "examples");
    const player = await createPlayer(folder);
    const operations = await readExampleOperations(folder);
    const entries = vendor.catalog.filter((entry) => operations.has(entry.operation));
    const calls = entries.map((entry) => ({ operation: entry.operation, parameters: sampleParameters(entry) }));
    const { document, catalog } = vendor;
    const problems = await checkReplies({ calls, document, catalog, token: "any", fetch: player.fetch });
    expect(problems).toEqual([]);
    expect(calls.length).toBeGreaterThan(90);
  });
});
