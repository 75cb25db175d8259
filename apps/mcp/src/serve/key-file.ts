import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isPrice } from "../budget/multiply-price.ts";
import type { PrincipalLimits } from "../budget/budget-settings.ts";
import { SettingsError } from "../settings/settings-error.ts";
import { type Caller, isName, readScopes, type Scope } from "./caller.ts";

/** One key of the file; of the key itself only its hash is there. */
export interface KeyEntry {
  /** SHA-256 of the key, as hexadecimal digits. */
  readonly sha256: string;
  readonly principal: string;
  /** @default both */
  readonly scopes?: readonly Scope[];
  /** The principal's own limits instead of the server's. */
  readonly limits?: PrincipalLimits;
}

/** Keys that callers have. */
export interface Keys {
  /** Whose key it is; `undefined` for one that is not in the file. */
  readonly find: (key: string) => Caller | undefined;
  readonly limitsOf: (principal: string) => PrincipalLimits;
}

/** A change of the file, such as a key taken out, counts after so long at the latest. */
const staleMs = 1000;

/**
 * Opens a file of keys, and reads it again when it changes.
 *
 * @throws SettingsError when it cannot be read at the start; later the last one that could be read holds
 */
export function openKeys(path: string, now: () => number = Date.now): Keys {
  let entries = readKeys(path);
  let changedAt = statSync(path).mtimeMs;
  let lookedAt = now();
  const refresh = (): void => {
    if (now() - lookedAt < staleMs) return;
    lookedAt = now();
    try {
      const { mtimeMs } = statSync(path);
      if (mtimeMs === changedAt) return;
      entries = readKeys(path);
      changedAt = mtimeMs;
    } catch {
      // Somebody is about to write it, or it is gone: nobody loses his key by that, and nobody gets one.
    }
  };
  return {
    find: (key) => {
      refresh();
      // Looked up by its hash: how long that takes tells nothing of a key.
      const entry = entries.get(hashKey(key));
      return entry && { principal: entry.principal, scopes: entry.scopes ?? ["catalog", "call"] };
    },
    limitsOf: (principal) => {
      refresh();
      return [...entries.values()].find((entry) => entry.principal === principal)?.limits ?? {};
    },
  };
}

/** Makes a key of 256 random bits, and the entry that lets it in. */
export function createKey(principal: string): { readonly key: string; readonly entry: KeyEntry } {
  const key = `jo_${randomBytes(32).toString("base64url")}`;
  return { key, entry: { sha256: hashKey(key), principal, scopes: ["catalog", "call"] } };
}

function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function readKeys(path: string): Map<string, KeyEntry> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "it is no JSON";
    throw new SettingsError(`--keys: the file cannot be read (${reason}).`);
  }
  const { keys }: { readonly keys?: unknown } = Object(value);
  if (!Array.isArray(keys))
    throw new SettingsError('--keys takes a file such as {"keys":[…]}; just-one-mcp key NAME makes an entry.');
  return new Map(keys.map(readEntry).map((entry) => [entry.sha256, entry]));
}

function readEntry(value: unknown, index: number): KeyEntry {
  const { sha256, principal, scopes, limits }: Partial<Record<keyof KeyEntry, unknown>> = Object(value);
  const refuse = (what: string): SettingsError =>
    new SettingsError(`--keys: ${what} of entry ${index + 1} cannot be used.`);
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) throw refuse("`sha256`");
  if (typeof principal !== "string" || !isName(principal)) throw refuse("`principal`");
  if (scopes !== undefined && !Array.isArray(scopes)) throw refuse("`scopes`");
  return {
    sha256,
    principal,
    ...(scopes !== undefined && { scopes: readScopes(scopes) }),
    ...(limits !== undefined && { limits: readLimits(limits, refuse) }),
  };
}

function readLimits(value: unknown, refuse: (what: string) => SettingsError): PrincipalLimits {
  if (typeof value !== "object" || value === null) throw refuse("`limits`");
  for (const [name, limit] of Object.entries(value)) {
    const isCount =
      ["principalCalls", "hardCalls", "burstCalls"].includes(name) && Number.isSafeInteger(limit) && Number(limit) >= 0;
    const isCost = name === "principalCost" && typeof limit === "string" && isPrice(limit);
    if (!isCount && !isCost) throw refuse(`\`limits.${name.slice(0, 40)}\``);
  }
  // Safe: each member has been looked at.
  return value;
}
