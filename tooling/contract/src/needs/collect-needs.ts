import { basename } from "node:path";
import ts from "typescript";
import { createPrograms } from "./create-programs.ts";
import { indexOperations, listDeclarations, type OperationIndex } from "./index-operations.ts";
import { type Needs, NeedsCollection } from "./needs.ts";
import type { UntypedNeed } from "./untyped-needs.ts";

/** A function that reads untyped data, and the fields that it reads, found out by other means. */
export interface Reader {
  /** Its exported name. */
  readonly name: string;
  readonly operation: string;
  readonly fields: readonly string[];
}

export interface CollectOptions {
  /** The consumer's folder, with its `tsconfig.json`; parts with one of their own, such as a page, count too. */
  readonly folder: string;
  readonly readers: readonly Reader[];
  /** What its types do not tell. @default nothing */
  readonly untyped?: readonly UntypedNeed[];
}

/** Who reads the document itself, as a mock does, can answer for any operation. */
const wholeDocument = '"@just-one/api/openapi.json"';

/**
 * Collects what a consumer needs of the API from its sources, by their types: operations that it names, parameters that
 * it passes, fields of `data` that it reads. Where `data` goes into something untyped, it counts as needed as a whole.
 *
 * @throws Error when the sources cannot be read
 */
export function collectNeeds({ folder, readers, untyped = [] }: CollectOptions): Needs {
  const collection = new NeedsCollection();
  for (const need of untyped) noteUntyped(need, collection);
  for (const { program, sources } of createPrograms(folder)) {
    if (sources.some(({ text }) => text.includes(wholeDocument))) collection.anyOperation = true;
    const checker = program.getTypeChecker();
    const generated = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/api/src/generated/"));
    const operations = generated.find(({ fileName }) => basename(fileName) === "operations.ts");
    if (operations === undefined) continue; // it does not even import the types
    const catalog = generated.find(({ fileName }) => basename(fileName) === "catalog.ts");
    const visitor = { checker, index: indexOperations(checker, { operations, catalog }), readers, collection };
    for (const file of sources) visit(file, visitor);
  }
  return collection.toNeeds();
}

function noteUntyped({ operation, parameters, fields, whenPresent }: UntypedNeed, collection: NeedsCollection): void {
  const needs = collection.of(operation);
  for (const name of parameters) needs.parameters.add(name);
  for (const field of fields) needs.fields.add(field);
  needs.whenPresent = whenPresent;
}

interface Visitor {
  readonly checker: ts.TypeChecker;
  readonly index: OperationIndex;
  readonly readers: readonly Reader[];
  readonly collection: NeedsCollection;
}

function visit(node: ts.Node, visitor: Visitor): void {
  if (ts.isImportDeclaration(node)) return; // what is imported counts where it is used
  if (ts.isStringLiteralLike(node)) noteOperation(node.text, visitor);
  if (ts.isIdentifier(node)) noteName(node, visitor);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    const type = visitor.checker.getTypeAtLocation(node.expression);
    noteRead(
      visitor.checker.getPropertyOfType(visitor.checker.getNonNullableType(type), node.argumentExpression.text),
      visitor,
    );
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) noteBinding(node, node.parent, visitor);
  if (ts.isObjectLiteralElementLike(node) && node.name !== undefined) noteLiteral(node, visitor);
  if (ts.isCallExpression(node)) for (const argument of node.arguments) noteEscape(argument, node, visitor);
  ts.forEachChild(node, (child) => visit(child, visitor));
}

function noteOperation(text: string, { index, collection }: Visitor): void {
  if (index.operations.has(text)) collection.of(text);
}

/** A name that stands for a constant of the catalog, a parameter or a field. */
function noteName(node: ts.Identifier, visitor: Visitor): void {
  const { checker, index, collection } = visitor;
  const found = checker.getSymbolAtLocation(node);
  if (found === undefined) return;
  const symbol = (found.flags & ts.SymbolFlags.Alias) === 0 ? found : checker.getAliasedSymbol(found);
  for (const declaration of symbol.declarations ?? []) {
    if (declaration === index.catalog) collection.anyOperation = true;
    const operation = index.entries.get(declaration);
    if (operation !== undefined) collection.of(operation);
  }
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) noteRead(found, visitor);
}

function noteRead(symbol: ts.Symbol | undefined, { index, collection }: Visitor): void {
  for (const declaration of symbol?.declarations ?? []) {
    const parameter = index.parameters.get(declaration);
    if (parameter !== undefined) collection.of(parameter.operation).parameters.add(parameter.name);
    for (const field of index.fields.get(declaration) ?? []) collection.of(field.operation).fields.add(field.name);
  }
}

/** `const { a, b: { c } } = …`: each name is read from the pattern's type. */
function noteBinding(node: ts.BindingElement, pattern: ts.ObjectBindingPattern, visitor: Visitor): void {
  const name = node.propertyName ?? node.name;
  if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name)) return;
  const type = visitor.checker.getNonNullableType(visitor.checker.getTypeAtLocation(pattern));
  noteRead(visitor.checker.getPropertyOfType(type, name.text), visitor);
}

/** `{ oAuthorId: … }` where parameters are expected. Making an object of the fields of `data` reads none of them. */
function noteLiteral(node: ts.ObjectLiteralElementLike, { checker, index, collection }: Visitor): void {
  if (!ts.isObjectLiteralExpression(node.parent) || node.name === undefined || ts.isComputedPropertyName(node.name))
    return;
  const type = checker.getContextualType(node.parent);
  const symbol =
    type === undefined ? undefined : checker.getPropertyOfType(checker.getNonNullableType(type), node.name.text);
  for (const declaration of symbol?.declarations ?? []) {
    const parameter = index.parameters.get(declaration);
    if (parameter !== undefined) collection.of(parameter.operation).parameters.add(parameter.name);
  }
}

/** `data` as an argument of something that does not know its type. A reader's fields are known. */
function noteEscape(argument: ts.Expression, call: ts.CallExpression, visitor: Visitor): void {
  const { checker, readers, collection } = visitor;
  const operations = findData(checker.getTypeAtLocation(argument), visitor);
  if (operations.size === 0) return;
  const expected = checker.getContextualType(argument);
  const kept = expected === undefined ? new Set() : findData(expected, visitor);
  const callee = ts.isIdentifier(call.expression) ? checker.getSymbolAtLocation(call.expression) : undefined;
  for (const operation of operations) {
    if (kept.has(operation)) continue;
    const known = readers.filter((reader) => reader.name === callee?.name && reader.operation === operation);
    for (const { fields } of known) for (const field of fields) collection.of(operation).fields.add(field);
    if (known.length === 0) collection.of(operation).whole = true;
  }
}

/** The operations whose `data` a value is or holds, a few members deep. */
function findData(type: ts.Type, visitor: Visitor, depth = 3): ReadonlySet<string> {
  const found = new Set<string>();
  for (const part of type.isUnionOrIntersection() ? type.types : [type]) {
    for (const node of listDeclarations(part))
      for (const operation of visitor.index.data.get(node) ?? []) found.add(operation);
    if (depth === 0 || (part.flags & ts.TypeFlags.Object) === 0 || part.getCallSignatures().length > 0) continue;
    const items = visitor.checker.isArrayType(part)
      ? // Safe: an array's type is a reference to the one of the library.
        visitor.checker.getTypeArguments(part as ts.TypeReference)
      : part.getProperties().map((property) => visitor.checker.getTypeOfSymbol(property));
    for (const item of items) for (const operation of findData(item, visitor, depth - 1)) found.add(operation);
  }
  return found;
}
