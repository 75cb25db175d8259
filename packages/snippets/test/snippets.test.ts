import { catalog } from "@just-one/api/catalog";
import { JustOneError } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { captureRequest, type SnippetEntry, snippetLanguages, SnippetError } from "../src/index.ts";
import { languageNames } from "../src/language-names.ts";

const [first] = catalog;
if (first === undefined) throw new Error("the catalog is empty");
const entry: SnippetEntry = {
  ...first,
  summary: "Author Spread Info",
  parameters: first.parameters.map((parameter) => Object.assign({ description: "" }, parameter)),
};
const parameters = { oAuthorId: "7048929565493690398" };

describe("a snippet", () => {
  test.each(languageNames)("in %s asks for the same as the client, and holds no token", async (language) => {
    const request = await captureRequest(entry, parameters, {});
    expect(request.url).toContain("oAuthorId=7048929565493690398");
    expect(request.url).not.toContain("token");
    const text = snippetLanguages[language]({ entry, parameters, destination: {}, request });
    expect(text).toContain("7048929565493690398");
    expect(text).toContain("JUST_ONE_TOKEN");
    expect(text).not.toContain("token-goes-here");
  });

  test("is not written for what the client refuses, or for a server that no sample can hold", async () => {
    await expect(captureRequest(entry, {}, {})).rejects.toSatisfy(JustOneError.isInstance);
    const baseUrl = "http://127.0.0.1.$x.example";
    await expect(captureRequest(entry, parameters, { baseUrl, allowInsecureHttp: true })).rejects.toThrow(SnippetError);
  });
});
