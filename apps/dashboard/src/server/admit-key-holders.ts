import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { setCookie } from "hono/cookie";
import { routePaths } from "../shared/routes.ts";
import type { Identity } from "./identify.ts";

/** A secret for one start of the server, of which nobody guesses a bit. */
export function createKey(): string {
  return randomBytes(32).toString("base64url");
}

/** The address that lets a browser in. */
export function toEntrance(url: string, key: string): string {
  return `${url}/?key=${key}`;
}

/**
 * Lets in only whoever has the key: every user of a machine reaches its loopback addresses, and only one of them is
 * meant. The entrance trades the key for a cookie and goes on to the clean address, which is what stays in the browser's
 * history.
 */
export function admitKeyHolders(key: string): MiddlewareHandler<Identity> {
  const isKey = createComparison(key);
  return async (context, next) => {
    const { method, path } = context.req;
    const name = nameCookie(context);
    if (method === "GET" && path === "/" && isKey(context.req.query("key"))) {
      setCookie(context, name, key, { path: "/", httpOnly: true, sameSite: "Strict" });
      context.header("cache-control", "no-store");
      return context.redirect("/", 303);
    }
    if (listCookies(context, name).some(isKey)) {
      context.set("user", "local");
      context.set("role", "spender");
      return next();
    }
    context.header("cache-control", "no-store");
    if (path.startsWith("/api/")) return context.json({ error: "not-identified" }, 401);
    return context.html(writeRefusal(context), 401);
  };
}

/** All of a name: a server on another port can put one of its own before ours, and would lock the page out. */
function listCookies(context: Context, name: string): string[] {
  const cookies = (context.req.header("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  return cookies.filter((cookie) => cookie.startsWith(`${name}=`)).map((cookie) => cookie.slice(name.length + 1));
}

/** Compares in a time that tells nothing, whatever is given. */
function createComparison(key: string): (given: string | undefined) => boolean {
  const expected = digest(key);
  return (given) => given !== undefined && timingSafeEqual(digest(given), expected);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Cookies know no ports: those of two dashboards on one machine would replace each other under one name. */
function nameCookie(context: Context): string {
  const [, port = "80"] = /:(\d+)$/.exec(context.req.header("host") ?? "") ?? [];
  return `just-one-dashboard-${port}`;
}

/**
 * A page that another site or a file leads to comes without the cookie, because it is `Strict`. The refusal then asks
 * once more, as a page of this site's own, and has it. Without one the second refusal is the last.
 */
function writeRefusal(context: Context): string {
  const isLedHere =
    context.req.header("sec-fetch-mode") === "navigate" &&
    ["cross-site", "same-site"].includes(context.req.header("sec-fetch-site") ?? "");
  const path = Object.values(routePaths).find((each) => each === context.req.path) ?? "/";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">${isLedHere ? `\n<meta http-equiv="refresh" content="0;url=${path}">` : ""}
<title>Compare creators</title>
<p>Open the address that the dashboard printed in its terminal when it started; it ends with a key.</p>
<p lang="zh">请打开看板启动时在终端里显示的地址，其末尾带有密钥。</p>
`;
}
