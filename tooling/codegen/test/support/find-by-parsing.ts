import ts from "typescript";

import type { Allowed, ForeignCode } from "../../src/find-foreign-code.ts";

/**
 * A second opinion, by the compiler's own parser: parses generated TypeScript and finds the first thing in it that is no type, no literal, no list or object of literals
 * and constants of the same file, and no import of ours. Nothing in what passes can do anything when it is loaded.
 */
export function findByParsing(
  text: string,
  { prefix = "", calls = [], imports = [] }: Allowed,
): ForeignCode | undefined {
  const file = ts.createSourceFile("generated.ts", text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const report = (position: number, what: string): ForeignCode => {
    const { line, character } = file.getLineAndCharacterOfPosition(position);
    return { line: line + 1, column: character + 1, what };
  };
  if (!text.startsWith(prefix)) return report(0, "another beginning than ours");
  const hidden = hiddenCharacter.exec(text);
  if (hidden !== null) return report(hidden.index, `U+${toHex(hidden[0])}`);
  const [error] = listErrors(file);
  if (error !== undefined) return report(error.start, ts.flattenDiagnosticMessageText(error.messageText, " "));
  const directive = findDirective(file);
  if (directive !== undefined) return report(directive.pos, "a directive to the compiler");

  const statements = file.statements.filter((statement) => statement.getStart(file) >= prefix.length);
  const constants = new Set(statements.flatMap(nameConstants));
  const culprit =
    firstDefined(statements, (statement) => checkStatement(statement, { constants, calls, imports })) ??
    findRepeated(file.statements);
  if (culprit === undefined) return undefined;
  const start = culprit.getStart(file);
  return report(start, `${ts.SyntaxKind[culprit.kind]} \`${text.slice(start, Math.min(culprit.end, start + 60))}\``);
}

/** All that is hidden, but for the line breaks of ours. */
const hiddenCharacter = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

function toHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

function listErrors(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  // Safe: every parsed file has them; only a whole program tells them by its public interface.
  return (file as ts.SourceFile & { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}

function findDirective(file: ts.SourceFile): { pos: number } | undefined {
  // Safe: every parsed file has it, or undefined.
  const { checkJsDirective } = file as ts.SourceFile & { checkJsDirective?: { pos: number } };
  return [
    ...file.referencedFiles,
    ...file.typeReferenceDirectives,
    ...file.libReferenceDirectives,
    checkJsDirective,
  ].find((directive) => directive !== undefined);
}

interface Context extends Required<Omit<Allowed, "prefix">> {
  constants: ReadonlySet<string>;
}

function nameConstants(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

/** Names declared twice would not load as values, and would silently be joined as interfaces. */
function findRepeated(statements: readonly ts.Statement[]): ts.Node | undefined {
  const seen = new Set<string>();
  return statements.find((statement) => {
    const names = nameDeclared(statement);
    const isRepeated = names.some((name) => seen.has(name)) || new Set(names).size < names.length;
    for (const name of names) seen.add(name);
    return isRepeated;
  });
}

/** Values and types may share a name. */
function nameDeclared(statement: ts.Statement): string[] {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return [`type ${statement.name.text}`];
  const values = ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? ""] : nameConstants(statement);
  return values.map((name) => `value ${name}`);
}

/** Returns the first node that is not allowed. */
function checkStatement(statement: ts.Statement, context: Context): ts.Node | undefined {
  if (ts.isImportDeclaration(statement)) return isOwnImport(statement, context) ? undefined : statement;
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    return firstDefined(listChildren(statement), checkType);
  }
  if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0)
    return statement;
  return (
    firstDefined(statement.modifiers ?? [], checkModifier) ??
    firstDefined(statement.declarationList.declarations, (declaration) => {
      const { name, type, initializer } = declaration;
      if (!ts.isIdentifier(name) || initializer === undefined) return declaration;
      return (type && checkType(type)) ?? checkData(initializer, context);
    })
  );
}

function isOwnImport(
  { importClause, moduleSpecifier, attributes }: ts.ImportDeclaration,
  { imports }: Context,
): boolean {
  const isOwn = ts.isStringLiteral(moduleSpecifier) && imports.includes(moduleSpecifier.text);
  return isOwn && attributes === undefined && importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function checkModifier(modifier: ts.ModifierLike): ts.Node | undefined {
  return modifier.kind === ts.SyntaxKind.ExportKeyword ? undefined : modifier;
}

const typeKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.QuestionToken,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BigIntKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.ObjectKeyword,
  ts.SyntaxKind.UnknownKeyword,
  ts.SyntaxKind.NeverKeyword,
  ts.SyntaxKind.UndefinedKeyword,
  ts.SyntaxKind.PropertySignature,
  ts.SyntaxKind.IndexSignature,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.LiteralType,
  ts.SyntaxKind.TypeLiteral,
  ts.SyntaxKind.TypeReference,
  ts.SyntaxKind.UnionType,
  ts.SyntaxKind.IntersectionType,
  ts.SyntaxKind.ParenthesizedType,
  ts.SyntaxKind.IndexedAccessType,
  ts.SyntaxKind.ArrayType,
  ts.SyntaxKind.TupleType,
  ts.SyntaxKind.TypeOperator,
]);

function checkType(node: ts.Node): ts.Node | undefined {
  return typeKinds.has(node.kind) ? firstDefined(listChildren(node), checkType) : node;
}

function checkData(node: ts.Node, context: Context): ts.Node | undefined {
  const check = (part: ts.Node): ts.Node | undefined => checkData(part, context);
  if (ts.isObjectLiteralExpression(node))
    return firstDefined(node.properties, (property) => checkProperty(property, check));
  if (ts.isArrayLiteralExpression(node)) return firstDefined(node.elements, check);
  if (ts.isIdentifier(node)) return context.constants.has(node.text) ? undefined : node;
  if (ts.isPrefixUnaryExpression(node)) return isNegativeNumber(node) ? undefined : node;
  if (ts.isArrowFunction(node)) return isReference(node, context) ? undefined : node;
  if (ts.isCallExpression(node)) return isOwnCall(node, context) ? undefined : node;
  return literalKinds.has(node.kind) ? undefined : node;
}

const literalKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

function checkProperty(
  property: ts.ObjectLiteralElementLike,
  check: (node: ts.Node) => ts.Node | undefined,
): ts.Node | undefined {
  if (!ts.isPropertyAssignment(property)) return property;
  const { name, initializer } = property;
  const key = ts.isComputedPropertyName(name) ? name.expression : name;
  if (!ts.isStringLiteral(key) && !(ts.isIdentifier(key) && key === name)) return name;
  // Plainly, it would be the object's prototype.
  if (key.text === "__proto__" && key === name) return name;
  return check(initializer);
}

function isNegativeNumber({ operator, operand }: ts.PrefixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(operand);
}

/** `() => $Name`: how schemas refer to others, and to themselves. */
function isReference(arrow: ts.ArrowFunction, { constants }: Context): boolean {
  const { parameters, modifiers, type, typeParameters, body } = arrow;
  const isBare = [modifiers, type, typeParameters].every((part) => part === undefined) && parameters.length === 0;
  return isBare && ts.isIdentifier(body) && constants.has(body.text);
}

/** `createValidator("…", $Name)`. */
function isOwnCall(call: ts.CallExpression, { calls, constants }: Context): boolean {
  const { expression, arguments: given, typeArguments, questionDotToken } = call;
  if (typeArguments !== undefined || questionDotToken !== undefined) return false;
  const [text, constant, ...others] = given;
  const isOwn = ts.isIdentifier(expression) && calls.includes(expression.text);
  const isText = text !== undefined && ts.isStringLiteral(text);
  const isConstant = constant !== undefined && ts.isIdentifier(constant) && constants.has(constant.text);
  return isOwn && isText && isConstant && others.length === 0;
}

function listChildren(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

function firstDefined<Item, Result>(
  items: readonly Item[],
  find: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
