/* eslint-disable max-lines -- the types refer to each other, and an import cycle is an error */
/**
 * The syntax tree: plain JSON data. Every node has a `kind`; every node that came from text has a `span`.
 * An absent optional property and one that is `undefined` mean the same. Parentheses leave no node: shape says it.
 */
export interface Span {
  /** Offset of the first character, in UTF-16 units from 0. */
  readonly start: number
  /** Offset after the last character. */
  readonly end: number
}

interface Spanned {
  readonly span?: Span | undefined
}

/** A name without its quotes; names compare without regard to letter case, quoted or not. */
export interface Identifier extends Spanned {
  readonly kind: 'identifier'
  readonly name: string
}

// ---- statements

export type Statement =
  | Query
  | ExplainStatement
  | SetStatement
  | ShowStatement
  | ResetStatement
  | ResetSchemaCacheStatement
  | CreateViewStatement
  | DropViewStatement
  | ExecStatement

export interface ExplainStatement extends Spanned {
  readonly kind: 'explain'
  readonly analyze: boolean
  readonly query: Query
}

/** `SET name = value`; a bare word as value is a string literal, `DEFAULT` is a reset. */
export interface SetStatement extends Spanned {
  readonly kind: 'set'
  readonly name: string
  readonly value: Expression
}

/** `SHOW name`; `SHOW ALL` and `SHOW TABLES` have those words as name. */
export interface ShowStatement extends Spanned {
  readonly kind: 'show'
  readonly name: string
}

export interface ResetStatement extends Spanned {
  readonly kind: 'reset'
  readonly name: string
}

/** `RESET SCHEMA CACHE`: forgets what is known of projects, repositories and fields. */
export interface ResetSchemaCacheStatement extends Spanned {
  readonly kind: 'reset-schema-cache'
}

/** `CREATE [OR REPLACE] LOCAL VIEW` or `ALTER LOCAL VIEW`. */
export interface CreateViewStatement extends Spanned {
  readonly kind: 'create-view'
  readonly mode: 'create' | 'replace' | 'alter'
  readonly path: readonly Identifier[]
  readonly query: Query
}

/** `DROP LOCAL VIEW`. */
export interface DropViewStatement extends Spanned {
  readonly kind: 'drop-view'
  readonly path: readonly Identifier[]
  readonly ifExists: boolean
}

/** `EXEC procedure name = value, ...`: arguments go by name, each name once. */
export interface ExecStatement extends Spanned {
  readonly kind: 'exec'
  /** Up to three parts, the procedure last. */
  readonly path: readonly Identifier[]
  readonly arguments: readonly ExecArgument[]
}

export interface ExecArgument extends Spanned {
  readonly kind: 'exec-argument'
  /** Without the `@` that may stand before it. */
  readonly name: Identifier
  /** A literal, a number with its sign included, or a parameter. */
  readonly value: Expression
}

// ---- queries

/** The one node of every query, at the top and nested. TOP, LIMIT and FETCH FIRST all become `limit`. */
export interface Query extends Spanned {
  readonly kind: 'query'
  readonly with?: With | undefined
  readonly body: QueryBody
  readonly orderBy: readonly OrderElement[]
  readonly limit?: Expression | undefined
  /** The limit is a percentage of the rows. */
  readonly limitPercent: boolean
  readonly offset?: Expression | undefined
}

/** A nested `Query` stands for an operand in parentheses that has its own WITH, ORDER BY, LIMIT or OFFSET. */
export type QueryBody = Select | SetOperation | Values | Query

export interface With extends Spanned {
  readonly kind: 'with'
  readonly recursive: boolean
  readonly tables: readonly CommonTable[]
}

export interface CommonTable extends Spanned {
  readonly kind: 'common-table'
  readonly name: Identifier
  readonly columns: readonly Identifier[]
  readonly query: Query
  readonly materialized?: boolean | undefined
}

export interface Select extends Spanned {
  readonly kind: 'select'
  readonly distinct?: Distinct | undefined
  readonly items: readonly SelectItem[]
  /** The comma list of FROM; empty without FROM. */
  readonly from: readonly TableExpression[]
  readonly where?: Expression | undefined
  readonly groupBy?: GroupBy | undefined
  readonly having?: Expression | undefined
  readonly windows: readonly NamedWindow[]
  readonly qualify?: Expression | undefined
  /** `USING SAMPLE`: of what FROM gives. */
  readonly sample?: Sample | undefined
}

/** `DISTINCT`, or `DISTINCT ON (...)` when `on` is not empty. */
export interface Distinct extends Spanned {
  readonly kind: 'distinct'
  readonly on: readonly Expression[]
}

/** The expression is a `star` for `*` and `t.*`. */
export interface SelectItem extends Spanned {
  readonly kind: 'select-item'
  readonly expression: Expression
  readonly alias?: Identifier | undefined
}

/** `GROUP BY ALL` has `all` and no elements. */
export interface GroupBy extends Spanned {
  readonly kind: 'group-by'
  readonly all: boolean
  readonly elements: readonly GroupElement[]
}

export type GroupElement = Expression | GroupingSets

/** `GROUPING SETS`, `ROLLUP` or `CUBE`; a `grouping-set` inside is one parenthesised list, empty for `()`. */
export interface GroupingSets extends Spanned {
  readonly kind: 'grouping-sets'
  readonly type: 'sets' | 'rollup' | 'cube'
  readonly elements: readonly (GroupElement | GroupingSet)[]
}

export interface GroupingSet extends Spanned {
  readonly kind: 'grouping-set'
  readonly items: readonly Expression[]
}

export interface SetOperation extends Spanned {
  readonly kind: 'set-operation'
  readonly operator: 'union' | 'intersect' | 'except'
  readonly all: boolean
  readonly byName: boolean
  readonly left: QueryBody
  readonly right: QueryBody
}

export interface Values extends Spanned {
  readonly kind: 'values'
  readonly rows: readonly ValuesRow[]
}

export interface ValuesRow extends Spanned {
  readonly kind: 'values-row'
  readonly items: readonly Expression[]
}

export type OrderElement = OrderItem | OrderAll

/** `nulls` is `last` where the text says nothing, for both directions; in PostgreSQL's dialect `first` for `desc`. */
export interface OrderItem extends Spanned {
  readonly kind: 'order-item'
  readonly expression: Expression
  readonly direction: 'asc' | 'desc'
  readonly nulls: 'first' | 'last'
}

/** `ORDER BY ALL`. */
export interface OrderAll extends Spanned {
  readonly kind: 'order-all'
  readonly direction: 'asc' | 'desc'
  readonly nulls: 'first' | 'last'
}

// ---- tables

export type TableExpression = TableReference | DerivedTable | TableFunction | Join

/** Table alias; `columns` is the list of `AS t(a, b)`. */
export interface TableAlias extends Spanned {
  readonly kind: 'table-alias'
  readonly name: Identifier
  readonly columns: readonly Identifier[]
}

/** A table, view or CTE by name: one to four parts, the table last. */
export interface TableReference extends Spanned {
  readonly kind: 'table'
  readonly path: readonly Identifier[]
  readonly alias?: TableAlias | undefined
  readonly sample?: Sample | undefined
  /** No CTE, even one of its name: it stands in a view, which the query's own CTEs don't reach. */
  readonly inView?: true
}

/** The whole name of a table or view, as it is spelled where it is. */
export interface RelationName {
  readonly catalog: string
  readonly schema: string
  readonly name: string
}

/** A query in FROM; `(VALUES ...) AS t(a)` too. `(t JOIN u ON ...) AS x` is one: all columns of the join. */
export interface DerivedTable extends Spanned {
  readonly kind: 'derived-table'
  readonly query: Query
  readonly lateral: boolean
  readonly alias?: TableAlias | undefined
  readonly sample?: Sample | undefined
  /** The view that it stands for. */
  readonly view?: RelationName | undefined
}

export interface TableFunction extends Spanned {
  readonly kind: 'table-function'
  readonly qualifier: readonly Identifier[]
  readonly name: string
  readonly arguments: readonly Expression[]
  readonly ordinality: boolean
  readonly lateral: boolean
  readonly alias?: TableAlias | undefined
  readonly sample?: Sample | undefined
}

/** `TABLESAMPLE` or `USING SAMPLE`; the numbers as text. */
export interface Sample extends Spanned {
  readonly kind: 'sample'
  readonly size: string
  readonly unit: 'rows' | 'percent'
  readonly method: 'reservoir' | 'bernoulli' | 'system'
  readonly seed?: string | undefined
}

export type JoinType =
  | 'inner'
  | 'left'
  | 'right'
  | 'full'
  | 'cross'
  | 'semi'
  | 'anti'
  | 'positional'

/** At most one of `on`, `using` (when not empty) and `natural`. An alias given after ON is on `right`. */
export interface Join extends Spanned {
  readonly kind: 'join'
  readonly type: JoinType
  readonly natural: boolean
  readonly asof: boolean
  readonly left: TableExpression
  readonly right: TableExpression
  readonly on?: Expression | undefined
  readonly using: readonly Identifier[]
}

// ---- windows

export interface NamedWindow extends Spanned {
  readonly kind: 'named-window'
  readonly name: Identifier
  readonly window: Window
}

/** `base` is the window that `OVER (w ...)` extends. */
export interface Window extends Spanned {
  readonly kind: 'window'
  readonly base?: Identifier | undefined
  readonly partitionBy: readonly Expression[]
  readonly orderBy: readonly OrderElement[]
  readonly frame?: Frame | undefined
}

/** `OVER w`. */
export interface WindowReference extends Spanned {
  readonly kind: 'window-reference'
  readonly name: Identifier
}

export interface Frame extends Spanned {
  readonly kind: 'frame'
  readonly unit: 'rows' | 'range' | 'groups'
  readonly start: FrameBound
  readonly end?: FrameBound | undefined
  readonly exclude?: 'current row' | 'group' | 'ties' | 'no others' | undefined
}

/** `offset` is there for `preceding` and `following` only. */
export interface FrameBound extends Spanned {
  readonly kind: 'frame-bound'
  readonly bound:
    | 'unbounded preceding'
    | 'preceding'
    | 'current row'
    | 'following'
    | 'unbounded following'
  readonly offset?: Expression | undefined
}

// ---- expressions

export type Expression =
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | NullLiteral
  | TypedLiteral
  | IntervalLiteral
  | Parameter
  | ColumnReference
  | Star
  | Unary
  | Binary
  | Logical
  | Is
  | Between
  | InList
  | InQuery
  | Like
  | Exists
  | Quantified
  | Subquery
  | Row
  | Case
  | Cast
  | Collate
  | FunctionCall
  | NamedArgument
  | Subscript

/** Digits as text, without sign and without `_`; hexadecimal is turned into decimal. */
export interface NumberLiteral extends Spanned {
  readonly kind: 'number'
  readonly text: string
}

export interface StringLiteral extends Spanned {
  readonly kind: 'string'
  readonly value: string
}

export interface BooleanLiteral extends Spanned {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface NullLiteral extends Spanned {
  readonly kind: 'null'
}

/** `DATE '2026-01-01'` and its like. */
export interface TypedLiteral extends Spanned {
  readonly kind: 'typed-literal'
  readonly type: TypeName
  readonly value: string
}

export type IntervalUnit =
  | 'microsecond'
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'decade'
  | 'century'
  | 'millennium'

/** `INTERVAL '7 days'` has no unit; in `INTERVAL 7 DAY`, `INTERVAL '7' DAY` and `INTERVAL (x) DAY` the value is any expression. */
export interface IntervalLiteral extends Spanned {
  readonly kind: 'interval'
  readonly value: Expression
  readonly unit?: IntervalUnit | undefined
}

/** `@p`, `:p`, `$p`, `$1`; the n-th `?` is named `n`. */
export interface Parameter extends Spanned {
  readonly kind: 'parameter'
  readonly name: string
}

/** One to five parts, the column last (which of the others is a table is for the binder to say). */
export interface ColumnReference extends Spanned {
  readonly kind: 'column'
  readonly path: readonly Identifier[]
}

/**
 * `*`, `t.*`, `* EXCLUDE (a) REPLACE (e AS b) RENAME (c AS d)`; in the select list and as the argument of `count(*)`.
 * `* LIKE 'a%'` is a `like` whose operand it is.
 */
export interface Star extends Spanned {
  readonly kind: 'star'
  readonly qualifier: readonly Identifier[]
  readonly exclude: readonly Identifier[]
  /** Columns with their tables that it does not stand for, though they are there. The parser gives none. */
  readonly hidden?: readonly (readonly Identifier[])[] | undefined
  /** Each has an alias. */
  readonly replace: readonly SelectItem[]
  /** Each is a column with an alias, its new name. Absent when there is none. */
  readonly rename?: readonly SelectItem[] | undefined
}

export interface Unary extends Spanned {
  readonly kind: 'unary'
  readonly operator: 'not' | '-' | '+' | '~'
  readonly operand: Expression
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

/** `!=` is `<>`; `**` is `^`. */
export type BinaryOperator =
  | ComparisonOperator
  | 'is distinct from'
  | 'is not distinct from'
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '^'
  | '||'
  | '&'
  | '|'
  | '<<'
  | '>>'
  | '->'
  | '->>'

export interface Binary extends Spanned {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

/** A whole chain of AND or of OR, two operands or more. */
export interface Logical extends Spanned {
  readonly kind: 'logical'
  readonly operator: 'and' | 'or'
  readonly operands: readonly Expression[]
}

export interface Is extends Spanned {
  readonly kind: 'is'
  readonly operand: Expression
  readonly test: 'null' | 'true' | 'false' | 'unknown'
  readonly negated: boolean
}

export interface Between extends Spanned {
  readonly kind: 'between'
  readonly operand: Expression
  readonly low: Expression
  readonly high: Expression
  readonly negated: boolean
  readonly symmetric: boolean
}

export interface InList extends Spanned {
  readonly kind: 'in-list'
  readonly operand: Expression
  readonly items: readonly Expression[]
  readonly negated: boolean
}

export interface InQuery extends Spanned {
  readonly kind: 'in-query'
  readonly operand: Expression
  readonly query: Query
  readonly negated: boolean
}

/** Without `escape` no character escapes. `contains` is the operator `a CONTAINS 'x'`. */
export interface Like extends Spanned {
  readonly kind: 'like'
  readonly operator: 'like' | 'ilike' | 'similar to' | 'glob' | 'contains'
  readonly operand: Expression
  readonly pattern: Expression
  readonly escape?: Expression | undefined
  readonly negated: boolean
}

/** NOT EXISTS is a `unary` around it. */
export interface Exists extends Spanned {
  readonly kind: 'exists'
  readonly query: Query
}

/** `a > ALL (SELECT ...)`, or of a list-valued expression; SOME is `any`. Exactly one of `query` and `list`. */
export interface Quantified extends Spanned {
  readonly kind: 'quantified'
  readonly operator: ComparisonOperator
  readonly quantifier: 'any' | 'all'
  readonly operand: Expression
  readonly query?: Query | undefined
  readonly list?: Expression | undefined
}

/** A query as a value. */
export interface Subquery extends Spanned {
  readonly kind: 'subquery'
  readonly query: Query
}

/** `(a, b)` or `ROW(a, b)`. */
export interface Row extends Spanned {
  readonly kind: 'row'
  readonly items: readonly Expression[]
}

export interface Case extends Spanned {
  readonly kind: 'case'
  readonly operand?: Expression | undefined
  readonly branches: readonly CaseBranch[]
  readonly otherwise?: Expression | undefined
}

export interface CaseBranch extends Spanned {
  readonly kind: 'case-branch'
  readonly condition: Expression
  readonly result: Expression
}

/** `CAST`, `::` and, with `try`, `TRY_CAST`. */
export interface Cast extends Spanned {
  readonly kind: 'cast'
  readonly operand: Expression
  readonly type: TypeName
  readonly try: boolean
}

/**
 * `name` is upper case with single spaces, as in `TIMESTAMP WITH TIME ZONE`. `parameters` are the texts of `DECIMAL(10, 2)`,
 * `MAP(VARCHAR, BIGINT)` or `STRUCT("a" INTEGER)`, as they stand between the commas.
 */
export interface TypeName extends Spanned {
  readonly kind: 'type-name'
  readonly name: string
  readonly parameters: readonly string[]
  /** How many `[]` or `[3]` follow. */
  readonly listDepth: number
  /** The lengths of these, from the left; null where there is none. Absent when all are `[]`. */
  readonly sizes?: readonly (string | null)[] | undefined
}

export interface Collate extends Spanned {
  readonly kind: 'collate'
  readonly operand: Expression
  readonly collation: string
}

/**
 * A function, an aggregate, or with `over` a window function. Special forms are calls too, named as DuckDB names them:
 * EXTRACT is `date_part`, POSITION(a IN b) is `position(b, a)`, SUBSTRING, TRIM, OVERLAY, AT TIME ZONE (`timezone`),
 * CURRENT_DATE and the like (no arguments), GROUPING, COALESCE, NULLIF.
 */
export interface FunctionCall extends Spanned {
  readonly kind: 'function'
  readonly qualifier: readonly Identifier[]
  /** As written; compare without regard to letter case. */
  readonly name: string
  readonly arguments: readonly Expression[]
  readonly distinct: boolean
  /** ORDER BY inside the parentheses. */
  readonly orderBy: readonly OrderElement[]
  readonly withinGroup: readonly OrderElement[]
  readonly filter?: Expression | undefined
  readonly nulls?: 'ignore' | 'respect' | undefined
  readonly over?: Window | WindowReference | undefined
}

/** `name := value` or `name => value`, only among arguments. */
export interface NamedArgument extends Spanned {
  readonly kind: 'named-argument'
  readonly name: Identifier
  readonly value: Expression
}

/** `value[1]` or `value['key']`: of a list, a text, a struct, a map or JSON. A slice is a call of `array_slice`. */
export interface Subscript extends Spanned {
  readonly kind: 'subscript'
  readonly operand: Expression
  readonly index: Expression
}

// ---- all of it

/** Every node there is. */
export type Node =
  | Statement
  | Expression
  | TableExpression
  | Identifier
  | ExecArgument
  | QueryBody
  | With
  | CommonTable
  | Distinct
  | SelectItem
  | GroupBy
  | GroupingSets
  | GroupingSet
  | ValuesRow
  | OrderElement
  | TableAlias
  | Sample
  | NamedWindow
  | Window
  | WindowReference
  | Frame
  | FrameBound
  | CaseBranch
  | TypeName
