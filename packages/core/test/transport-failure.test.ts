import { judgeTransportFailure } from "@just-one/core/lean";
import { describe, expect, test } from "vitest";

describe("a request certainly did not leave this machine", () => {
  test.each([
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
    "UND_ERR_INVALID_ARG",
    "UND_ERR_CLOSED",
  ])("after %s", (code) => {
    expect(judgeTransportFailure(wrap(fail(code)))).toStrictEqual({ beforeSending: true, code });
  });

  test.each(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES", "EPERM", "EMFILE", "ENFILE"])(
    "after %s while connecting, and after no other system call",
    (code) => {
      expect(judgeTransportFailure(wrap(fail(code, "connect")))).toStrictEqual({ beforeSending: true, code });
      expect(judgeTransportFailure(wrap(fail(code, "read")))).toStrictEqual({ beforeSending: false, code });
      expect(judgeTransportFailure(wrap(fail(code)))).toStrictEqual({ beforeSending: false, code });
    },
  );

  test.each([
    ["getaddrinfo", "EBUSY"],
    ["queryA", "ESERVFAIL"],
    ["queryAaaa", "ETIMEOUT"],
    ["queryCname", "ENODATA"],
    ["queryAny", "ECANCELLED"],
  ])("after %s, which asks for an address, has failed with %s", (syscall, code) => {
    expect(judgeTransportFailure(fail(code, syscall))).toStrictEqual({ beforeSending: true, code });
  });

  test("where all addresses failed while connecting: the aggregate has a code of one of them, and no system call", () => {
    const inner = [fail("ETIMEDOUT", "connect"), fail("ENETUNREACH", "connect")];
    const error = Object.assign(new AggregateError(inner), { code: "ETIMEDOUT" });
    expect(judgeTransportFailure(wrap(error))).toStrictEqual({ beforeSending: true, code: "ETIMEDOUT" });
    const mixed = Object.assign(new AggregateError([...inner, fail("ETIMEDOUT", "read")]), { code: "ETIMEDOUT" });
    expect(judgeTransportFailure(wrap(mixed))).toStrictEqual({ beforeSending: false, code: "ETIMEDOUT" });
    const own = Object.assign(new AggregateError(inner), { code: "EPIPE" });
    expect(judgeTransportFailure(wrap(own))).toStrictEqual({ beforeSending: false, code: "ETIMEDOUT" });
    const ofAnotherRealm = Object.assign(new Error("failed"), { errors: inner, code: "ETIMEDOUT" });
    expect(judgeTransportFailure(ofAnotherRealm)).toStrictEqual({ beforeSending: true, code: "ETIMEDOUT" });
    const empty = Object.assign(new AggregateError([]), { code: "ETIMEDOUT" });
    expect(judgeTransportFailure(wrap(empty))).toStrictEqual({ beforeSending: false, code: "ETIMEDOUT" });
  });

  test("where a proxy refused the tunnel, whose status is told", () => {
    const refused = Object.assign(new Error("Proxy response (407) !== 200 when HTTP Tunneling"), {
      code: "UND_ERR_ABORTED",
    });
    expect(judgeTransportFailure(wrap(refused))).toStrictEqual({
      beforeSending: true,
      code: "UND_ERR_ABORTED",
      proxyStatus: 407,
    });
  });

  test("where `fetch` refuses the port, and not where it was connected all the same", async () => {
    const error: unknown = await fetch("http://127.0.0.1:9").catch((reason: unknown) => reason);
    expect(judgeTransportFailure(error)).toStrictEqual({ beforeSending: true });
    const sent = wrap(new AggregateError([new Error("bad port"), fail("ECONNRESET")]));
    expect(judgeTransportFailure(sent)).toStrictEqual({ beforeSending: false, code: "ECONNRESET" });
    expect(judgeTransportFailure(wrap(new Error("bad luck")))).toStrictEqual({ beforeSending: false });
  });

  test("where every address was refused, and not where one was connected", () => {
    const refused = fail("ECONNREFUSED");
    expect(judgeTransportFailure(wrap(new AggregateError([refused, fail("ENOTFOUND")])))).toStrictEqual({
      beforeSending: true,
      code: "ECONNREFUSED",
    });
    const mixed = new AggregateError([refused, fail("ECONNRESET")]);
    expect(judgeTransportFailure(wrap(mixed))).toStrictEqual({ beforeSending: false, code: "ECONNREFUSED" });
  });

  test("in a chain of causes that bites its own tail", () => {
    const error = fail("ECONNREFUSED");
    error.cause = error;
    expect(judgeTransportFailure(error)).toStrictEqual({ beforeSending: true, code: "ECONNREFUSED" });
  });
});

describe("nobody knows whether a request left this machine", () => {
  test.each<[string, unknown]>([
    ["an error without a code", new TypeError("fetch failed")],
    ["an error whose cause is null", new TypeError("fetch failed", { cause: null })],
    ["an error whose cause is a text", new TypeError("fetch failed", { cause: "ECONNREFUSED" })],
    ["an aggregate of texts", new AggregateError(["ECONNREFUSED"])],
    ["a text", "ECONNREFUSED"],
    ["null", null],
    ["nothing", undefined],
    ["a code that is a number", wrap(Object.assign(new Error("aborted"), { code: 20 }))],
    [
      "an error whose code cannot be read",
      Object.defineProperty(new Error("failed"), "code", {
        get: () => {
          throw new Error("no code");
        },
      }),
    ],
    // Deeper than any platform's chain of causes.
    ["a code far down", wrap(wrap(wrap(wrap(fail("ECONNREFUSED")))))],
  ])("after %s", (_what, error) => {
    expect(judgeTransportFailure(error)).toStrictEqual({ beforeSending: false });
  });

  test.each([
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
  ])("after %s, which can come at any record", (code) => {
    expect(judgeTransportFailure(wrap(fail(code)))).toStrictEqual({ beforeSending: false, code });
  });

  test.each(["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "after %s in a fetch of the caller's, which may check certificates whenever it likes",
    (code) => {
      expect(judgeTransportFailure(fail(code))).toStrictEqual({ beforeSending: false, code });
    },
  );

  test("after a reset, also behind an error that is harmless by itself", () => {
    expect(judgeTransportFailure(wrap(fail("ECONNRESET")))).toStrictEqual({ beforeSending: false, code: "ECONNRESET" });
    const refused = Object.assign(wrap(fail("ECONNRESET")), { code: "ECONNREFUSED" });
    expect(judgeTransportFailure(refused)).toStrictEqual({ beforeSending: false, code: "ECONNRESET" });
  });
});

test.each([
  ["EPIPE", true],
  ["E1_2B_3", true],
  ["E".repeat(50), true],
  ["E".repeat(51), false],
  ["", false],
  ["epipe", false],
  ["1PIPE", false],
  ["_PIPE", false],
  ["EPIPE_", false],
  ["E__PIPE", false],
  ["EPIPE at https://host/?token=marked", false],
  ["https://host/?token=MARKED", false],
  ["https://MARKED", false],
])("the code %j is told only if it is the system's: %s", (code, isTold) => {
  expect(judgeTransportFailure(wrap(fail(code)))).toStrictEqual({ beforeSending: false, ...(isTold ? { code } : {}) });
});

/** As `fetch` does. */
function wrap(cause: unknown): Error {
  return new TypeError("fetch failed", { cause });
}

function fail(code: string, syscall?: string): Error {
  return Object.assign(new Error("failed"), { code, ...(syscall === undefined ? {} : { syscall }) });
}
