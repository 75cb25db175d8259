import { findHidden } from "../check/hidden-text.ts";
import type { CatalogEntry } from "./catalog-entry.ts";

/** Those that a request with these parameters can be sent by; what no envelope answers is not among them. */
const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const withoutBody: ReadonlySet<string> = new Set(["GET"]);

/**
 * Says why an operation could reach something else than its path at the client's own server, or holds a name that is
 * none; undefined when it is as it should be. What a document says never decides where requests and tokens go.
 */
export function findEntryProblem({ operation, method, path, token, parameters }: CatalogEntry): string | undefined {
  if (operation !== `${method} ${path}`) return "has another name than its method and path";
  const problem = findPathProblem(method, path);
  if (problem !== undefined) return problem;
  const hasForm = token === "form" || parameters.some((parameter) => parameter.in === "form");
  if (hasForm && withoutBody.has(method)) return `has a form, which ${method} cannot carry`;
  for (const { name } of parameters) {
    const quoted = JSON.stringify(name.slice(0, 60));
    if (findHidden(name) !== undefined) return `has a parameter with ${findHidden(name)} in its name`;
    if (name.length > 200) return "has a parameter with a name of more than 200 characters";
    if (name === "" || name in {} || name === "prototype") return `has a parameter ${quoted}, which is no usable name`;
    if (name.trim() !== name) return `has a parameter ${quoted} with spaces around its name`;
  }
  return undefined;
}

/** The same of method and path alone, before anything else of an operation is read. */
export function findPathProblem(method: string, path: string): string | undefined {
  if (!methods.has(method)) return "has a method that is not sent";
  const hidden = findHidden(path);
  if (hidden !== undefined) return `has ${hidden} in its path`;
  if (path.length > 2000) return "has a path of more than 2,000 characters";
  if (!path.startsWith("/")) return "has a path that does not start with /";
  if (/[?#\\\s"<>^`|]/u.test(path)) return "has a path with a character that ends a path, or has no place in one";
  if (/%(?![\dA-F]{2})|%(?:2[EF]|5C|[01][\dA-F]|7F|23|25|3F)/iu.test(path)) {
    return "has a path with an encoded slash, dot or control character, or a % that encodes nothing";
  }
  const segments = path.slice(1).split("/");
  if (segments.slice(0, -1).includes("")) return "has a path with two slashes in a row";
  for (const segment of segments) {
    const rest = segment.replaceAll(/\{[^{}]+\}/gu, "");
    if (/[{}]/u.test(rest)) return "has a path with a brace that does not close";
    // A hole by itself never holds "." or "..": the client sees to that. Beside others it could.
    if (/^\.*$/u.test(rest) && segment !== "" && !/^\{[^{}]+\}$/u.test(segment)) {
      return 'has a path that "." or ".." can lead out of';
    }
  }
  return undefined;
}
