import type { Catalog, Prose } from "@just-one/api";
import type { Variables } from "../settings/folders.ts";
import { createLibrary } from "./create-library.ts";
import type { Library } from "./library.ts";
import { readPulled } from "./read-pulled.ts";
import { createFind } from "./create-find.ts";

/** Loads what is known of the vendor's operations: what is built in, and before it what this user has pulled. */
export async function loadLibrary(variables: Variables): Promise<Library> {
  const [{ catalog: builtIn }, { prose: builtInProse }, { pulled, problem }] = await Promise.all([
    import("@just-one/api/catalog"),
    import("@just-one/api/prose"),
    readPulled(variables),
  ]);
  const catalog = pulled === undefined ? builtIn : mergeCatalogs(pulled.catalog, builtIn);
  const prose = pulled === undefined ? builtInProse : mergeProse(builtInProse, pulled.prose);
  const findExample = createFindExample(pulled?.document);
  const examples = new Map<string, ReturnType<typeof findExample>>();
  const find = createFind({ catalog, prose });
  const source =
    pulled === undefined
      ? `built in; all of the vendor's are known after just-one catalog pull${problem === undefined ? "" : ` (the pulled file ${problem})`}`
      : `pulled on ${pulled.pulledAt.slice(0, 10)}`;
  return createLibrary({
    catalog,
    prose,
    source,
    find,
    readExample: (operation) => {
      const known = examples.get(operation) ?? findExample(operation);
      examples.set(operation, known);
      return known;
    },
  });
}

/** What was recorded, if the document has it; what is invented else. */
function createFindExample(document: string | undefined): Library["readExample"] {
  let reader: Promise<(operation: string) => unknown> | undefined;
  return async (operation) => {
    if (document !== undefined) {
      reader ??= import("./read-example.ts").then(({ createExampleReader }) => createExampleReader(document));
      const data = (await reader)(operation);
      if (data !== undefined) return { data, source: "recorded" };
    }
    const { inventReply } = await import("../mock/invent-reply.ts");
    const data = inventReply(operation, {});
    return data === undefined ? undefined : { data, source: "invented" };
  };
}

/** An operation of both is taken from the first. */
function mergeCatalogs(first: Catalog, second: Catalog): Catalog {
  const names = new Set(first.map(({ operation }) => operation));
  return [...first, ...second.filter(({ operation }) => !names.has(operation))];
}

/** What is built in says more where it says something: its reply fields have units. */
function mergeProse(builtIn: Prose, pulled: Prose): Prose {
  const names = new Set(builtIn.operations.map(({ operation }) => operation));
  const platforms = new Set(pulled.platforms.map(({ name }) => name));
  return {
    platforms: [...pulled.platforms, ...builtIn.platforms.filter(({ name }) => !platforms.has(name))],
    operations: [...builtIn.operations, ...pulled.operations.filter(({ operation }) => !names.has(operation))],
  };
}
