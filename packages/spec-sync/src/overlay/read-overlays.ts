import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareText, isJsonObject, type JsonObject, type JsonValue, parseJson } from "@just-one/document";
import { decodeText } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";
import type { OverlayAction } from "./overlay.ts";
import { parseYaml } from "../document/parse-yaml.ts";

const overlayName = /\.overlay\.(?:ya?ml|json)$/iu;
/** Somebody meant an overlay: to leave it out in silence would build without it. */
const nearlyOverlayName = /^[^.].*\.overlay(?:\.\w+)?$/iu;
const maxBytes = 16 * 1024 * 1024;
const actionKeys: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

/**
 * Reads every `*.overlay.yaml`, `.yml` and `.json` of a folder as OpenAPI Overlay 1.0, in the order of the file names.
 *
 * @throws SpecError naming file and action: not YAML, not an overlay, an action that does not say why.
 */
export async function readOverlays(folder: string): Promise<OverlayAction[]> {
  const all = await listFiles(folder);
  const files = all.filter((file) => overlayName.test(file)).toSorted(compareText);
  const other = all.find((file) => nearlyOverlayName.test(file) && !overlayName.test(file));
  if (other !== undefined) {
    throw new SpecError(
      `${join(folder, other)}: overlays end in .overlay.yaml, .overlay.yml or .overlay.json; rename it`,
    );
  }
  const actions = await Promise.all(files.map((file) => readOverlay(join(folder, file))));
  return actions.flat();
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new SpecError(`${folder}: no such folder of overlays; check the path`);
  }
}

async function readOverlay(file: string): Promise<OverlayAction[]> {
  const parse = /\.json$/iu.test(file) ? parseJson : parseYaml;
  const overlay = parse(await readText(file), file);
  if (!isJsonObject(overlay)) throw new SpecError(`${file}: not an overlay; expected an object`);
  const { overlay: version, info, actions } = overlay;
  if (typeof version !== "string" || !/^1\.0\.\d+$/u.test(version)) {
    throw new SpecError(`${file}: "overlay" is ${JSON.stringify(version)}; expected 1.0.0`);
  }
  if (!isJsonObject(info) || typeof info["title"] !== "string") throw new SpecError(`${file}: "info.title" is missing`);
  if (!Array.isArray(actions) || actions.length === 0) throw new SpecError(`${file}: "actions" is missing or empty`);
  return actions.map((action, index) => checkAction(action, { file, number: index + 1 }));
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new SpecError(`${file}: not readable; check its permissions`);
  });
  if (bytes.length > maxBytes) throw new SpecError(`${file}: ${bytes.length} bytes, more than the ${maxBytes} allowed`);
  return decodeText(bytes, file);
}

function checkAction(action: JsonValue, at: { file: string; number: number }): OverlayAction {
  const fail = (problem: string): never => {
    throw new SpecError(`${at.file}: action ${at.number}: ${problem}`);
  };
  if (!isJsonObject(action)) return fail("expected an object");
  const { target, description } = action;
  if (typeof target !== "string") return fail('"target" is missing');
  if (typeof description !== "string" || description.trim() === "") return fail('"description" must say why');
  const unknownKey = Object.keys(action).find((key) => !actionKeys.has(key) && !key.startsWith("x-"));
  if (unknownKey !== undefined) return fail(`unknown keyword ${JSON.stringify(unknownKey)}`);
  return {
    ...at,
    target,
    ...readWhenPresent(action, fail),
    change: readChange(action) ?? fail('expected either "update" or "remove: true"'),
  };
}

function readWhenPresent(action: JsonObject, fail: (problem: string) => never): Pick<OverlayAction, "whenPresent"> {
  const reason = action["x-when-present"];
  if (reason === undefined) return {};
  if (typeof reason !== "string" || reason.trim() === "") return fail('"x-when-present" must say why it may be absent');
  return { whenPresent: reason };
}

function readChange(action: JsonObject): OverlayAction["change"] | undefined {
  const { update, remove } = action;
  if (remove === true && update === undefined) return { kind: "remove" };
  if (update !== undefined && (remove === undefined || remove === false)) return { kind: "update", update };
  return undefined;
}
