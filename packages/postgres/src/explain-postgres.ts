import { ConfigError } from "@just-one/core";

/**
 * What failed in or on the way to the database, in words that say what to do; without password or statement. Errors of our
 * own pass through.
 */
export function explainPostgres(error: unknown): ConfigError {
  if (ConfigError.is(error)) return error;
  const code = readCode(error);
  const advice = code === undefined ? undefined : (advices[code] ?? advices[code.slice(0, 2)]);
  const reason = describe(error);
  return Object.assign(new ConfigError(`Postgres: ${advice ?? reason}${advice === undefined ? "" : ` (${reason})`}`), {
    cause: error,
  });
}

/** Whether the same may work in a moment: the connection was lost, the server is away, or another transaction was in the way. */
export function isTransient(error: unknown): boolean {
  if (ConfigError.is(error)) return false;
  const code = readCode(error);
  // Errors of pg's own have none: "Connection terminated", and that nothing came in time.
  return code === undefined || isSystemCode(code) || transientCodes.has(code) || code.startsWith("08");
}

/** Whether the statement was undone because another transaction was in the way. */
export function isConflict(error: unknown): boolean {
  const code = readCode(error);
  return code === "40001" || code === "40P01";
}

/** Whether nothing was listening there. */
export function isAway(error: unknown): boolean {
  const code = readCode(error);
  return code !== undefined && isSystemCode(code) && code !== "ECONNRESET" && code !== "EPIPE";
}

/** Of the operating system: those of Postgres have five characters, most of them digits. */
function isSystemCode(code: string): boolean {
  return /^E[A-Z_]{3,}$/.test(code);
}

/** Conflicts, locks and statements that took too long, and a server that has no place, is going down or coming up. */
const transientCodes: ReadonlySet<string> = new Set([
  "40001",
  "40P01",
  "55P03",
  "57014",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);

const away = "the server cannot be reached; is it running, and are host and port right?";
const unmigrated =
  "the schema just_one is missing or older than this program; run `just-one-collector migrate` or `migratePostgres(pool)` once";
const advices: Readonly<Record<string, string>> = {
  ECONNREFUSED: away,
  ENOTFOUND: away,
  EAI_AGAIN: away,
  ETIMEDOUT: away,
  ENOENT: away, // a socket's file
  ECONNRESET: away,
  EPIPE: away,
  "08": away,
  "57P03": "the server is starting or stopping; try again in a moment",
  "28": "the server refuses user or password; the password comes from PGPASSWORD, PGPASSFILE or a service file",
  "3D000": "there is no such database; make it, or name another",
  "3F000": unmigrated,
  "42P01": unmigrated,
  "42883": unmigrated,
  "42703": unmigrated,
  "42501": "the role may not do this; grant it `usage` on the schema just_one and what is in it",
  "53300": "the server has no connection left; use smaller pools, or a pooler",
};

function readCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return readCode(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  return error instanceof Error ? error.message : "unknown error";
}
