/** What is told of a network error: its system code, and whether the request can have left this machine. */
export interface TransportFailure {
  /** Whether the request certainly did not leave this machine, and so cost nothing. */
  readonly beforeSending: boolean;
  /** Such as `ECONNREFUSED`; absent where the platform tells none, as browsers do. */
  readonly code?: string;
}

/** Judges an error of `fetch`. */
export type JudgeTransport = (error: unknown) => TransportFailure;

/**
 * Judges an error of `fetch`. Only what certainly came before the request counts as such: a wrong guess here would
 * make a paid call look free. Nothing else of the error is kept, because platforms put the URL into it.
 */
export function judgeTransportFailure(error: unknown): TransportFailure {
  try {
    return judgeCauses(error);
  } catch {
    return { beforeSending: false }; // a getter or proxy of the error's threw
  }
}

function judgeCauses(error: unknown): TransportFailure {
  const causes = listCauses(error);
  const codes = causes.map((cause) => readString(cause, "code")).filter((code) => code !== undefined);
  const code = codes[0] !== undefined && isSystemCode(codes[0]) ? codes[0] : undefined;
  return {
    beforeSending: (codes.length > 0 || causes.some(isBadPort)) && causes.every(isHarmless),
    ...(code === undefined ? {} : { code }),
  };
}

/** A `fetch` of the caller's may put anything into `code`, the URL too. */
function isSystemCode(code: string): boolean {
  return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(code) && code.length <= 50;
}

const alwaysBeforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "EAI_NONAME",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_SIGNATURE_FAILURE",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

// These can also come later; the system call tells.
const whenConnecting = new Set(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES", "EPERM"]);

/** Ports of other protocols, such as 25: `fetch` refuses them before it connects, and tells no code. */
function isBadPort(error: unknown): boolean {
  return readString(error, "message") === "bad port";
}

/** True for errors without a code of their own (wrappers) and for codes that prove that nothing was sent. */
function isHarmless(error: unknown): boolean {
  const code = readString(error, "code");
  if (code === undefined) return true;
  return alwaysBeforeSending.has(code) || (whenConnecting.has(code) && readString(error, "syscall") === "connect");
}

/** The error, its causes, and the errors that an aggregate holds, to a small depth. */
function listCauses(error: unknown, depth = 4): unknown[] {
  if (typeof error !== "object" || error === null || depth === 0) return [];
  const inner = error instanceof AggregateError ? error.errors : [];
  const cause: unknown = "cause" in error ? error.cause : undefined;
  return [...[...inner, cause].flatMap((next) => listCauses(next, depth - 1)), error];
}

function readString(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  // Safe: `in` has just shown the member; its type is checked next.
  const member = (value as Readonly<Record<string, unknown>>)[key];
  return typeof member === "string" ? member : undefined;
}
