import ts from "typescript";

/** Where the members of the generated types are declared, so that a use of one can be traced to its operation. */
export interface OperationIndex {
  readonly operations: ReadonlySet<string>;
  /** Declarations of parameters. */
  readonly parameters: ReadonlyMap<ts.Node, Place>;
  /** Declarations of fields of `data`; one that several operations share has several places. */
  readonly fields: ReadonlyMap<ts.Node, readonly Place[]>;
  /** Declarations of the types of `data` as a whole. */
  readonly data: ReadonlyMap<ts.Node, readonly string[]>;
  /** The catalog's constants. */
  readonly entries: ReadonlyMap<ts.Node, string>;
  /** The catalog as a whole. */
  readonly catalog: ts.Node | undefined;
}

/** A parameter's or field's name, in its operation. */
export interface Place {
  readonly operation: string;
  readonly name: string;
}

/** The generated files. */
export interface Generated {
  readonly operations: ts.SourceFile;
  readonly catalog: ts.SourceFile | undefined;
}

/** Walks the generated types once. */
export function indexOperations(checker: ts.TypeChecker, { operations: file, catalog }: Generated): OperationIndex {
  const operations = new Set<string>();
  const parameters = new Map<ts.Node, Place>();
  const fields = new Map<ts.Node, Place[]>();
  const data = new Map<ts.Node, string[]>();

  const root = file.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === "Operations");
  if (root === undefined) throw new Error(`${file.fileName}: declares no interface Operations`);
  for (const member of checker.getTypeAtLocation(root).getProperties()) {
    const operation = member.name;
    operations.add(operation);
    const type = checker.getTypeOfSymbol(member);
    for (const name of getMembers(type, "params", checker)) {
      for (const node of name.declarations ?? []) parameters.set(node, { operation, name: name.name });
    }
    const dataSymbol = type.getProperty("data");
    if (dataSymbol === undefined) continue;
    const dataType = checker.getTypeOfSymbol(dataSymbol);
    for (const node of listDeclarations(dataType)) data.set(node, [...(data.get(node) ?? []), operation]);
    walkFields(dataType, { checker, operation, fields });
  }
  return { operations, parameters, fields, data, ...indexCatalog(catalog) };
}

/** The declarations of an object type. */
export function listDeclarations(type: ts.Type): readonly ts.Node[] {
  return type.getSymbol()?.declarations ?? [];
}

function getMembers(type: ts.Type, name: string, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const symbol = type.getProperty(name);
  return symbol === undefined ? [] : checker.getTypeOfSymbol(symbol).getProperties();
}

interface Path {
  readonly names: readonly string[];
  /** Of the fields on the way. */
  readonly declarations: readonly ts.Node[];
}

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly operation: string;
  readonly fields: Map<ts.Node, Place[]>;
}

function walkFields(type: ts.Type, walk: Walk, path: Path = { names: [], declarations: [] }): void {
  const { checker, operation, fields } = walk;
  for (const part of type.isUnionOrIntersection() ? type.types : [type]) {
    const item = getItemType(part, checker);
    if (item !== undefined) walkFields(item, walk, { ...path, names: [...path.names, "[]"] });
    // A list's own members, such as `length`, are the language's.
    if ((part.flags & ts.TypeFlags.Object) === 0 || checker.isArrayType(part)) continue;
    for (const property of part.getProperties()) {
      const declarations = property.declarations ?? [];
      if (declarations.some((node) => path.declarations.includes(node))) continue; // a type that holds itself
      const names = [...path.names, property.name];
      for (const node of declarations) {
        fields.set(node, [...(fields.get(node) ?? []), { operation, name: joinPath(names) }]);
      }
      walkFields(checker.getTypeOfSymbol(property), walk, {
        names,
        declarations: [...path.declarations, ...declarations],
      });
    }
  }
}

/** The type of what a list or a map holds. */
function getItemType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  // Safe: an array's type is a reference to the one of the library.
  return checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : type.getStringIndexType();
}

function joinPath(path: readonly string[]): string {
  return path.join(".").replaceAll(".[]", "[]");
}

function indexCatalog(file: ts.SourceFile | undefined): Pick<OperationIndex, "entries" | "catalog"> {
  const entries = new Map<ts.Node, string>();
  let catalog: ts.Node | undefined;
  for (const statement of file?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const operation = readOperation(declaration.initializer);
      if (operation !== undefined) entries.set(declaration, operation);
      if (ts.isIdentifier(declaration.name) && declaration.name.text === "catalog") catalog = declaration;
    }
  }
  return { entries, catalog };
}

function readOperation(node: ts.Expression | undefined): string | undefined {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  const property = node.properties.find(
    (one) => ts.isPropertyAssignment(one) && ts.isIdentifier(one.name) && one.name.text === "operation",
  );
  const value = property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  return value !== undefined && ts.isStringLiteral(value) ? value.text : undefined;
}
