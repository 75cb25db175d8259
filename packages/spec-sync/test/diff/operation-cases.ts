import type { JsonObject } from "@just-one/document";
import type { Kind } from "../../src/diff/policy.ts";
import type { Level } from "../../src/diff/level.ts";
import { add, move, set, take } from "./edit-document.ts";

/** One edit of the base document, what it means, and the kinds that tell it. */
export interface OperationCase {
  name: string;
  edit: (document: JsonObject) => void;
  level: Level;
  kinds: readonly Kind[];
}

type Row = [name: string, edit: (document: JsonObject) => void, level: Level, kinds: readonly Kind[]];

const list = "paths /things/v1 get";
const order = "paths /orders/v1 post";
const form = `${order} requestBody content application/x-www-form-urlencoded`;
const note = "paths /notes post";
const one = "paths /orders/{id} get";
const fine = { description: "Fine" };
const text = { type: "string" };

const rows: readonly Row[] = [
  // Operations
  ["an operation is added", (d) => set(d, "paths /new", { get: { responses: {} } }), "minor", ["operation-added"]],
  [
    "an operation is added that takes the name of another",
    (d) => set(d, "paths /things-v1", { get: { responses: {} } }),
    "major",
    ["operation-renamed", "operation-added"],
  ],
  [
    "a method is added to a path",
    (d) => set(d, "paths /things/v1 post", { responses: {} }),
    "minor",
    ["operation-added"],
  ],
  ["an operation is removed", (d) => void take(d, "paths /orders/v1"), "major", ["operation-removed"]],
  [
    "GET becomes POST on one path",
    (d) => move(d, list, "paths /things/v1 post"),
    "major",
    ["operation-method-changed"],
  ],
  [
    "a version is replaced",
    (d) => move(d, "paths /things/v1", "paths /things/v2"),
    "major",
    ["operation-version-replaced"],
  ],
  [
    "a path changes its letter case",
    (d) => move(d, "paths /things/v1", "paths /Things/v1"),
    "major",
    ["operation-moved"],
  ],
  [
    "a path is moved, told by its operationId",
    (d) => move(d, "paths /things/v1", "paths /all-things/v1"),
    "major",
    ["operation-moved"],
  ],
  [
    "a path's parameter is renamed",
    (d) => {
      move(d, "paths /orders/{id}", "paths /orders/{orderId}");
      set(d, "paths /orders/{orderId} get parameters 0 name", "orderId");
    },
    "major",
    ["operation-moved", "parameter-renamed"],
  ],
  ["an operation is deprecated", (d) => set(d, `${list} deprecated`, true), "minor", ["operation-deprecated"]],
  ["an operationId changes", (d) => set(d, `${list} operationId`, "all"), "patch", ["operation-id-changed"]],
  ["a summary changes", (d) => set(d, `${list} summary`, "All"), "patch", ["prose-changed"]],
  ["a path's description is added", (d) => set(d, "paths /things/v1 description", "All"), "patch", ["prose-changed"]],
  ["an operation is tagged anew", (d) => set(d, `${list} tags`, ["Other"]), "patch", ["tags-changed"]],
  [
    "an unknown field is added to an operation",
    (d) => set(d, `${list} frobnicate`, true),
    "major",
    ["field-not-understood"],
  ],
  // Parameters
  [
    "an optional parameter is added",
    (d) => add(d, `${list} parameters`, { in: "query", name: "zip", schema: text }),
    "minor",
    ["optional-parameter-added"],
  ],
  [
    "a required parameter is added",
    (d) => add(d, `${list} parameters`, { in: "header", name: "zip", required: true, schema: text }),
    "major",
    ["required-parameter-added"],
  ],
  [
    "a required parameter is added to the path item",
    (d) => add(d, "paths /things/v1 parameters", { in: "query", name: "zone", required: true, schema: text }),
    "major",
    ["required-parameter-added"],
  ],
  ["a parameter is removed", (d) => void take(d, `${list} parameters 2`), "major", ["parameter-removed"]],
  ["a shared parameter is no longer used", (d) => void take(d, `${list} parameters 4`), "major", ["parameter-removed"]],
  [
    "a parameter of the path item is removed",
    (d) => void take(d, "paths /things/v1 parameters"),
    "major",
    ["parameter-removed"],
  ],
  [
    "a parameter of the path item becomes the operation's",
    (d) => add(d, `${list} parameters`, take(d, "paths /things/v1 parameters 0")),
    "none",
    [],
  ],
  [
    "a parameter changes its letter case",
    (d) => set(d, `${list} parameters 1 name`, "pageindex"),
    "major",
    ["parameter-renamed"],
  ],
  [
    "a parameter is renamed to a part of its name",
    (d) => set(d, `${list} parameters 1 name`, "page"),
    "major",
    ["parameter-renamed"],
  ],
  [
    "a required parameter is renamed altogether",
    (d) => set(d, `${list} parameters 0 name`, "apiKey"),
    "major",
    ["parameter-renamed"],
  ],
  [
    "an optional parameter gives way to another",
    (d) => set(d, `${list} parameters 3 name`, "names"),
    "major",
    ["parameter-removed", "optional-parameter-added"],
  ],
  [
    "a parameter moves from query to header",
    (d) => set(d, `${list} parameters 0 in`, "header"),
    "major",
    ["parameter-moved"],
  ],
  [
    "a parameter moves into a form",
    (d) => {
      take(d, `${list} parameters 0`);
      set(d, `${list} requestBody`, {
        content: { "application/x-www-form-urlencoded": { schema: { type: "object", properties: { token: text } } } },
      });
    },
    "major",
    ["parameter-moved", "request-body-added"],
  ],
  [
    "a parameter becomes required",
    (d) => set(d, `${list} parameters 1 required`, true),
    "major",
    ["parameter-became-required"],
  ],
  [
    "a shared parameter becomes required",
    (d) => set(d, "components parameters Trace required", true),
    "major",
    ["parameter-became-required"],
  ],
  [
    "a parameter becomes optional",
    (d) => set(d, `${list} parameters 0 required`, false),
    "minor",
    ["parameter-became-optional"],
  ],
  ["a parameter in the path is said to be optional", (d) => set(d, `${one} parameters 0 required`, false), "none", []],
  [
    "a parameter is deprecated",
    (d) => set(d, `${list} parameters 1 deprecated`, true),
    "minor",
    ["parameter-deprecated"],
  ],
  [
    "a parameter's description changes",
    (d) => set(d, `${list} parameters 1 description`, "From 0"),
    "patch",
    ["prose-changed"],
  ],
  ["a parameter's example changes", (d) => set(d, `${list} parameters 2 example`, "old"), "patch", ["example-changed"]],
  [
    "a parameter's default is removed",
    (d) => void take(d, `${list} parameters 1 schema default`),
    "minor",
    ["req-default-removed"],
  ],
  [
    "a parameter's style changes",
    (d) => set(d, `${list} parameters 3 style`, "pipeDelimited"),
    "major",
    ["req-serialisation-changed"],
  ],
  [
    "a parameter no longer explodes",
    (d) => set(d, `${list} parameters 3 explode`, false),
    "major",
    ["req-serialisation-changed"],
  ],
  [
    "a parameter may hold reserved characters",
    (d) => set(d, `${list} parameters 2 allowReserved`, true),
    "major",
    ["req-serialisation-changed"],
  ],
  [
    "a parameter's defaults of style are written out",
    (d) => {
      set(d, `${list} parameters 3 style`, "form");
      set(d, `${list} parameters 3 explode`, true);
    },
    "none",
    [],
  ],
  [
    "a parameter's schema becomes content",
    (d) =>
      set(d, `${list} parameters 2 content`, {
        "application/json": { schema: take(d, `${list} parameters 2 schema`) },
      }),
    "major",
    ["req-serialisation-changed"],
  ],
  [
    "a parameter may be empty",
    (d) => set(d, `${list} parameters 2 allowEmptyValue`, true),
    "minor",
    ["req-condition-removed"],
  ],
  [
    "a parameter has an unknown field",
    (d) => set(d, `${list} parameters 2 frobnicate`, 1),
    "major",
    ["field-not-understood"],
  ],
  // Request bodies
  [
    "an optional body is added",
    (d) => set(d, `${list} requestBody`, { content: { "application/json": {} } }),
    "minor",
    ["request-body-added"],
  ],
  [
    "a required body is added",
    (d) => set(d, `${list} requestBody`, { required: true, content: { "application/json": {} } }),
    "major",
    ["required-request-body-added"],
  ],
  [
    "an optional body with a required field is added",
    (d) => set(d, `${list} requestBody`, { content: { "application/json": { schema: { required: ["a"] } } } }),
    "major",
    ["required-request-body-added"],
  ],
  ["a body is removed", (d) => void take(d, `${order} requestBody`), "major", ["request-body-removed"]],
  [
    "a body becomes required whose fields already were",
    (d) => set(d, `${order} requestBody required`, true),
    "patch",
    ["request-body-became-formally-required"],
  ],
  [
    "a body moves to the components",
    (d) => {
      set(d, "components requestBodies", { B: take(d, `${order} requestBody`) });
      set(d, `${order} requestBody`, { $ref: "#/components/requestBodies/B" });
    },
    "none",
    [],
  ],
  [
    "a body's media type changes",
    (d) => move(d, form, `${order} requestBody content application/json`),
    "major",
    ["req-media-type-changed"],
  ],
  [
    "a body's media type is added",
    (d) => set(d, `${order} requestBody content application/json`, {}),
    "minor",
    ["req-media-type-added"],
  ],
  [
    "a body's media type changes its letter case",
    (d) => move(d, form, `${order} requestBody content Application/X-WWW-Form-URLencoded`),
    "none",
    [],
  ],
  [
    "a form's field is written otherwise",
    (d) => set(d, `${form} encoding tags explode`, false),
    "major",
    ["req-serialisation-changed"],
  ],
  ["a form's defaults are left out", (d) => void take(d, `${form} encoding`), "none", []],
  [
    "a form's field becomes required",
    (d) => add(d, `${form} schema required`, "keyword"),
    "major",
    ["req-property-became-required"],
  ],
  [
    "a form's field is removed",
    (d) => void take(d, `${form} schema properties keyword`),
    "major",
    ["req-property-removed"],
  ],
  // Bodies of any type
  [
    "a body becomes required",
    (d) => set(d, `${note} requestBody required`, true),
    "major",
    ["request-body-became-required"],
  ],
  [
    "a body of one media type may be of any",
    (d) => move(d, form, `${order} requestBody content */*`),
    "minor",
    ["req-media-type-added"],
  ],
  [
    "a body of any type becomes a concrete one",
    (d) => move(d, `${note} requestBody content */*`, `${note} requestBody content application/json`),
    "patch",
    ["req-media-type-made-concrete"],
  ],
  // Replies
  [
    "a failure's status is added",
    (d) => set(d, `${list} responses 429`, { $ref: "#/components/responses/Failure" }),
    "minor",
    ["response-status-added"],
  ],
  ["a failure's status is removed", (d) => void take(d, `${list} responses 404`), "minor", ["failure-status-removed"]],
  ["the success status is removed", (d) => void take(d, `${list} responses 200`), "major", ["success-status-removed"]],
  [
    "the success status is replaced",
    (d) => move(d, `${list} responses 200`, `${list} responses 201`),
    "major",
    ["success-status-removed", "response-status-added"],
  ],
  [
    "the success status becomes a range",
    (d) => move(d, `${list} responses 200`, `${list} responses 2XX`),
    "major",
    ["success-status-widened"],
  ],
  [
    "a range of success becomes one status",
    (d) => move(d, `${order} responses 2XX`, `${order} responses 200`),
    "minor",
    ["success-status-narrowed"],
  ],
  [
    "the default reply goes and success stays",
    (d) => void take(d, `${order} responses default`),
    "minor",
    ["failure-status-removed"],
  ],
  [
    "the default reply becomes 200",
    (d) => move(d, `${one} responses default`, `${one} responses 200`),
    "minor",
    ["default-reply-became-success"],
  ],
  [
    "the default reply becomes 200 and gets a type",
    (d) => {
      move(d, `${one} responses default`, `${one} responses 200`);
      set(d, `${one} responses 200 content application/json schema`, text);
    },
    "minor",
    ["default-reply-became-success", "res-type-narrowed-from-any"],
  ],
  ["the only reply goes", (d) => set(d, `${one} responses`, {}), "major", ["success-status-removed"]],
  [
    "a reply's text changes",
    (d) => set(d, "components responses Failure description", "No"),
    "patch",
    ["prose-changed"],
  ],
  [
    "any media type becomes one concrete",
    (d) => move(d, `${order} responses 2XX content */*`, `${order} responses 2XX content application/json`),
    "patch",
    ["res-media-type-made-concrete"],
  ],
  [
    "any media type becomes two concrete",
    (d) => {
      const body = take(d, `${order} responses 2XX content */*`);
      set(d, `${order} responses 2XX content`, { "application/json": body, "text/json": body });
    },
    "patch",
    ["res-media-type-made-concrete"],
  ],
  [
    "one media type becomes any",
    (d) => move(d, `${list} responses 200 content application/json`, `${list} responses 200 content */*`),
    "major",
    ["res-media-type-changed"],
  ],
  [
    "a reply's media type changes",
    (d) => move(d, `${list} responses 200 content application/json`, `${list} responses 200 content text/csv`),
    "major",
    ["res-media-type-changed"],
  ],
  [
    "a reply's media type is added",
    (d) => set(d, `${list} responses 200 content text/csv`, {}),
    "minor",
    ["res-media-type-added"],
  ],
  ["a reply loses its body", (d) => void take(d, `${list} responses 200 content`), "major", ["res-media-type-removed"]],
  [
    "a header is added",
    (d) => set(d, `${list} responses 200 headers X-New`, { schema: text }),
    "minor",
    ["header-added"],
  ],
  ["a header is removed", (d) => void take(d, `${list} responses 200 headers X-Rest`), "major", ["header-removed"]],
  [
    "a header changes its letter case",
    (d) => move(d, `${list} responses 200 headers X-Rest`, `${list} responses 200 headers x-rest`),
    "none",
    [],
  ],
  [
    "a header becomes optional",
    (d) => set(d, `${list} responses 200 headers X-Rest required`, false),
    "major",
    ["header-became-optional"],
  ],
  [
    "a header is deprecated",
    (d) => set(d, `${list} responses 200 headers X-Rest deprecated`, true),
    "minor",
    ["header-deprecated"],
  ],
  [
    "a link is added",
    (d) => set(d, `${list} responses 200 links prev`, { operationId: "listThings" }),
    "minor",
    ["link-added"],
  ],
  ["a link is removed", (d) => void take(d, `${list} responses 200 links next`), "major", ["link-removed"]],
  [
    "a link leads elsewhere",
    (d) => set(d, `${list} responses 200 links next operationId`, "order"),
    "major",
    ["link-changed"],
  ],
  [
    "a link is described otherwise",
    (d) => set(d, `${list} responses 200 links next description`, "More"),
    "patch",
    ["prose-changed"],
  ],
  // Shared schemas, callbacks, webhooks
  [
    "a business code is added",
    (d) => add(d, "components schemas Envelope properties code enum", 303),
    "minor",
    ["res-enum-value-added"],
  ],
  [
    "a business code is removed",
    (d) => set(d, "components schemas Envelope properties code enum", [0, 100]),
    "minor",
    ["res-enum-value-removed"],
  ],
  ["an unused component is removed", (d) => void take(d, "components schemas Unused"), "none", []],
  [
    "an alternative of a shared schema is added",
    (d) => add(d, "components schemas Thing properties owner anyOf", text),
    "major",
    ["res-alternative-added"],
  ],
  [
    "a callback is added",
    (d) => set(d, `${order} callbacks failed`, { "{$url}": { post: { responses: {} } } }),
    "minor",
    ["callback-added"],
  ],
  ["a callback is removed", (d) => void take(d, `${order} callbacks done`), "major", ["callback-removed"]],
  ["a webhook is added", (d) => set(d, "webhooks more", { post: { responses: {} } }), "minor", ["operation-added"]],
  ["a webhook is removed", (d) => void take(d, "webhooks news"), "major", ["operation-removed"]],
  // Security and servers
  ["security is added to all", (d) => set(d, "security", [{ key: [] }]), "major", ["security-added"]],
  ["security is added to one", (d) => set(d, `${list} security`, [{ key: [] }]), "major", ["security-added"]],
  [
    "security of all is what an operation asked for anyway",
    (d) => {
      set(d, "security", [{ key: [] }]);
      for (const operation of [list, order, note]) set(d, `${operation} security`, []);
    },
    "none",
    [],
  ],
  ["optional security is added", (d) => set(d, `${list} security`, [{ key: [] }, {}]), "minor", ["security-loosened"]],
  ["security is lifted", (d) => set(d, `${one} security`, []), "minor", ["security-loosened"]],
  ["another way in is added", (d) => add(d, `${one} security`, { login: ["write"] }), "minor", ["security-loosened"]],
  ["a way in is removed", (d) => void take(d, `${one} security 1`), "major", ["security-changed"]],
  [
    "another scope is asked for",
    (d) => set(d, `${one} security 1 login`, ["read", "write"]),
    "major",
    ["security-changed"],
  ],
  [
    "a credential moves to the query",
    (d) => set(d, "components securitySchemes key in", "query"),
    "major",
    ["security-changed"],
  ],
  [
    "a scheme is described otherwise",
    (d) => set(d, "components securitySchemes key description", "Buy one"),
    "patch",
    ["prose-changed"],
  ],
  [
    "a scheme is renamed",
    (d) => {
      move(d, "components securitySchemes key", "components securitySchemes apiKey");
      set(d, `${one} security 0`, { apiKey: [] });
    },
    "none",
    [],
  ],
  ["a server changes", (d) => set(d, "servers 0 url", "https://three.example"), "minor", ["servers-changed"]],
  [
    "a server is added to one path",
    (d) => set(d, "paths /things/v1 servers", [{ url: "https://three.example" }]),
    "minor",
    ["servers-changed"],
  ],
  [
    "an operation's own servers are the document's",
    (d) =>
      set(d, `${list} servers`, [
        { url: "https://two.example", description: "The other one" },
        { url: "https://one.example" },
      ]),
    "none",
    [],
  ],
  ["a server's description changes", (d) => set(d, "servers 1 description", "Second"), "patch", ["prose-changed"]],
  // The document
  ["the title changes", (d) => set(d, "info title", "More things"), "patch", ["prose-changed"]],
  ["a tag's description changes", (d) => set(d, "tags 0 description", "Some"), "patch", ["prose-changed"]],
  ["a tag is added", (d) => add(d, "tags", { name: "New" }), "patch", ["tags-changed"]],
  ["the edition of OpenAPI changes", (d) => set(d, "openapi", "3.1.1"), "patch", ["document-version-changed"]],
  [
    "the dialect of schemas changes",
    (d) => set(d, "jsonSchemaDialect", "https://example.org/dialect"),
    "major",
    ["field-not-understood"],
  ],
  [
    "extensions change everywhere",
    (d) => {
      set(d, "x-release", 1);
      set(d, `${list} x-order`, 1);
      set(d, `${list} parameters 0 x-a`, 1);
      set(d, "paths x-b", {});
      set(d, "components schemas Thing x-c", 1);
      set(d, `${list} responses x-d`, {});
    },
    "none",
    [],
  ],
  [
    "a reply is written out",
    (d) =>
      set(d, `${list} responses 404`, {
        description: "Failed",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Envelope" } } },
      }),
    "none",
    [],
  ],
  [
    "the order of servers, tags and parameters changes",
    (d) => {
      for (const place of ["servers", "tags", `${list} parameters`]) set(d, place, (take(d, place) as []).toReversed());
    },
    "none",
    [],
  ],
  [
    "a success reply is described only",
    (d) => set(d, `${list} responses 201`, fine),
    "minor",
    ["response-status-added"],
  ],
];

/** Edits of the base document, clause by clause of the policy. */
export const operationCases: readonly OperationCase[] = rows.map(([name, edit, level, kinds]) => ({
  name,
  edit,
  level,
  kinds,
}));
