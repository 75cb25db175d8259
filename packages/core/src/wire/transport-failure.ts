import { omitUndefined } from "../omit-undefined.ts";
import { findFault } from "./find-fault.ts";
import { watchConnections } from "./watch-connections.ts";

/** What is told of a network error: its system code, and whether the request can have left this machine. */
export interface TransportFailure {
  /** Whether the request certainly did not leave this machine, and so cost nothing. */
  readonly beforeSending: boolean;
  /** Such as `ECONNREFUSED`; absent where the platform tells none, as browsers do. */
  readonly code?: string;
  /** The HTTP status with which a proxy refused to open a tunnel; absent when none did. */
  readonly proxyStatus?: number;
  /** What went wrong in the program, such as a `fetch` that was given; absent where it was the network. */
  readonly fault?: string;
}

// Pure, so that bundles without the judge are without this.
const proofs = /* @__PURE__ */ watchConnections();

/** Judges an error of `fetch`. */
export type JudgeTransport = (error: unknown) => TransportFailure;

/**
 * Judges an error of `fetch`. Only what certainly came before the request counts as such: a wrong guess here would
 * make a paid call look free. Nothing else of the network's
 * errors is kept, because platforms put the URL into them.
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
  const proxyStatus = causes.map(readProxyStatus).find((status) => status !== undefined);
  const isOfPlatform = readString(error, "message") === "fetch failed";
  const isTold = codes.length > 0 || causes.some((cause) => proofs.has(cause) || isBadPort(cause));
  const beforeSending = isTold && causes.every((cause) => proofs.has(cause) || isHarmless(cause, isOfPlatform));
  return {
    beforeSending,
    ...(code === undefined ? {} : { code }),
    ...omitUndefined({ proxyStatus, fault: findFault(error) }),
  };
}

/** A `fetch` of the caller's may put anything into `code`, the URL too. */
export function isSystemCode(code: string): boolean {
  return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(code) && code.length <= 50;
}

// Names of what can only come before there is a connection, whoever sends.
const alwaysBeforeSending =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|UND_ERR_CLOSED)$/;

// Certificates are checked in the handshake, by a platform's own `fetch`. Other errors of TLS can come at any record.
const inHandshake =
  /^(?:CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|ERR_TLS_CERT_ALTNAME_INVALID)$/;

// System calls that come before there is a connection, with whatever code they fail; `query…` are those of c-ares.
const callsBeforeSending = /^(?:connect|getaddrinfo|query[A-Z]\w*)$/;

/** Ports of other protocols, such as 25: `fetch` refuses them before it connects, and tells no code. */
function isBadPort(error: unknown): boolean {
  return readString(error, "message") === "bad port";
}

/** Undici's words, and all that it tells of a proxy that answers CONNECT with no. */
function readProxyStatus(error: unknown): number | undefined {
  const status = /^Proxy response \((\d{3})\) !== 200/.exec(readString(error, "message") ?? "")?.[1];
  return status === undefined ? undefined : Number(status);
}

/** True for errors without a code of their own (wrappers) and for those that prove that nothing was sent. */
function isHarmless(error: object, isOfPlatform: boolean): boolean {
  const code = readString(error, "code");
  if (code === undefined) return true;
  // Node gives an aggregate the code of an error that it holds, and no system call.
  if (listInner(error).some((inner) => readString(inner, "code") === code)) return true;
  return (
    alwaysBeforeSending.test(code) ||
    (isOfPlatform && inHandshake.test(code)) ||
    callsBeforeSending.test(readString(error, "syscall") ?? "") ||
    readProxyStatus(error) !== undefined
  );
}

/** The error, its causes, and the errors that an aggregate holds, to a small depth; of a proof only itself. */
function listCauses(error: unknown, depth = 4): object[] {
  if (typeof error !== "object" || error === null || depth === 0) return [];
  if (proofs.has(error)) return [error];
  const cause: unknown = "cause" in error ? error.cause : undefined;
  return [...[...listInner(error), cause].flatMap((next) => listCauses(next, depth - 1)), error];
}

function listInner(error: object): readonly unknown[] {
  // Not by its class: under Jest, Node's own is another one.
  return "errors" in error && Array.isArray(error.errors) ? error.errors : [];
}

function readString(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  // Safe: `in` has just shown the member; its type is checked next.
  const member = (value as Readonly<Record<string, unknown>>)[key];
  return typeof member === "string" ? member : undefined;
}
