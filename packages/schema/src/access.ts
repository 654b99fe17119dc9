import type { Paging } from './paging.ts'

/** The services of an organization, each of which may live on a host of its own. */
export type Service =
  | 'core'
  | 'graph'
  | 'entitlements'
  | 'release'
  | 'test-results'
  | 'feeds'
  | 'packages'
  | 'search'
  | 'audit'
  | 'extensions'
  | 'analytics'

/** A request with `{name}` holes in its path, query or body, filled from the parent row or from a required filter. */
export interface RequestTemplate {
  readonly service: Service
  readonly method: 'GET' | 'POST'
  /** Below the organization, without leading slash: `{project}/_apis/git/pullrequests`. */
  readonly path: string
  /**
   * Paths of further lists of such rows, asked for once where parent rows fill them alike. The lists may overlap: each row
   * comes once, by the key of the table.
   */
  readonly also?: readonly string[]
  /** As the official 7.1 specification says for the operation. */
  readonly apiVersion: string
  /** Query parameters that are always sent, unless a pushed predicate replaces them. They may have holes too. */
  readonly query?: Readonly<Record<string, string>>
  /** The JSON body of a POST. A text that is one hole and nothing else takes its value. */
  readonly body?: JsonObject
  /**
   * Where parameters go: pushed predicates, paging and `query`. Default `query`; `body` puts each at its dotted path of
   * the JSON body.
   */
  readonly parametersIn?: 'query' | 'body'
}

/** A request as an area file writes it: where it is silent, a GET of api-version 7.1 at the core service. */
export type RequestDefinition = Pick<RequestTemplate, 'path'> & Partial<RequestTemplate>

/** A value of a JSON body, as an area file writes it. */
export type JsonTemplate = string | number | boolean | readonly JsonTemplate[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonTemplate
}

/** Rows that hold rows of the same kind: each is a row of its own, before what it holds. */
export interface Tree {
  /** The property that holds the rows below a row. */
  readonly children: string
  /**
   * The property that says that there are rows below, though the answer has left them out, and the path that reads such
   * a row again with the next levels. `{$name}` takes the property `name` of the row, other holes are the request's own.
   */
  readonly more?: { readonly flag: string; readonly path: string }
}

/**
 * A list whose rows may lack what reading one row has. Where columns are declared as details, nothing is read again
 * unless one of them is used.
 */
export interface PartialRows {
  /** Properties of a row; where one of them is absent, the row is read again by itself. */
  readonly lacking: readonly string[]
  /** Only rows whose property has this value may lack anything. */
  readonly only?: { readonly property: string; readonly value: boolean }
  /** A request parameter: where it is asked to be FALSE, no row is read again. */
  readonly stoppedBy?: string
  /** The path that reads one row. `{$name}` takes the property `name` of the row, other holes are the request's own. */
  readonly path: string
  /** Query parameters of that request. */
  readonly query?: Readonly<Record<string, string>>
  /**
   * Many rows are read with one request: the parameter takes so many values of `id` at once, joined by commas, and the
   * answer is an array `value`. A row that it does not have is gone.
   */
  readonly batch?: { readonly parameter: string; readonly size: number }
}

/** The table that has to be read first, and what of each of its rows fills the request. */
export interface ParentLink {
  readonly table: string
  /** Path parameter -> column of the parent table. */
  readonly parameters: Readonly<Record<string, string>>
  /** Path parameters whose column may be NULL: the path then lacks their segment. */
  readonly optional?: readonly string[]
  /**
   * Own column -> column of the parent that it equals in every row, though the row itself has it too: a predicate or a
   * join key on it chooses the parents. Columns from `fromParent` do so anyway.
   */
  readonly equals?: Readonly<Record<string, string>>
  /** The same for columns that equal the parent's unless they are NULL, as rows of no parent in particular have them. */
  readonly equalsUnlessNull?: Readonly<Record<string, string>>
  /** Own columns of which one has to be given by WHERE or a join: the rows of the parent are never read for all of them. */
  readonly chosenBy?: readonly string[]
}

export type PushdownOperator = '=' | 'in' | '<' | '<=' | '>' | '>='

/** How one predicate on one column becomes request parameters. */
export interface Pushdown {
  readonly column: string
  readonly operators: readonly PushdownOperator[]
  /**
   * Parameter -> what is sent: a text in which `$value` is the constant as the column's type writes it, and `$values`
   * the constants joined by commas. Predicates that want different values for one parameter: the later stays local.
   * An empty text: the parameter is not sent, though `query` has it.
   */
  readonly send: Readonly<Record<string, string>>
  /** Constants (lower case) that can be sent, with what is sent for them. Others are not pushed. */
  readonly values?: Readonly<Record<string, string>>
  /** A constant that holds one of these is not sent: the remote reads it as something else, `*` as a wildcard. */
  readonly refuse?: readonly string[]
  /** Only constants that begin with this are sent: the remote completes others, `main` to `refs/heads/main`. */
  readonly startsWith?: string
  /** More constants than this don't fit one request and are not sent. */
  readonly maxValues?: number
  /**
   * The remote ignores its other filters beside this one, or counts after them: when it is sent, every other predicate
   * on columns of rows stays local.
   */
  readonly alone?: true
  /** A column without a value for which, sent in the same request, the remote takes none for this one. */
  readonly beside?: string
  /**
   * Absent: exact, a promise that precisely the rows for which the predicate is TRUE come back, as SQL means it.
   * Present: a superset comes back, for this reason, and the predicate is applied again here.
   */
  readonly inexact?: string
}

/** An order that the remote can return rows in. Only columns that are never NULL and compare alike on both sides. */
export interface RemoteOrder {
  readonly column: string
  readonly descending: boolean
  readonly send: Readonly<Record<string, string>>
}

/** One way to read a table. */
export interface Access {
  readonly name: string
  readonly request: RequestTemplate
  /** Dotted path of the array of rows in the body; empty where the body itself is the one row. */
  readonly rows: string
  /**
   * Rows are the elements of this array inside each element of `rows`: a dotted path, which may lead through further
   * arrays. To the path of an outer column such an array is the one of its elements that holds the row. Names joined by
   * `|` are arrays of which an element has one.
   */
  readonly each?: string
  /**
   * Rows of `each` hold rows of the same kind in this property: each is a row of its own, before what it holds. What is
   * at `each` may then be one such row.
   */
  readonly inside?: string
  /** Of the rows only those whose text at this path is this. */
  readonly keeps?: { readonly path: string; readonly text: string }
  /** Rows hold rows: see `Tree`. */
  readonly tree?: Tree
  /** Rows may be answered in part: see `PartialRows`. */
  readonly partial?: PartialRows
  readonly paging: Paging
  readonly parent?: ParentLink
  /** Path parameter -> own column: the access can be used only where WHERE or a join gives constants for it; one request each. */
  readonly requires?: Readonly<Record<string, string>>
  readonly pushdown: readonly Pushdown[]
  readonly orders?: readonly RemoteOrder[]
  /**
   * `parameters`: predicates become request parameters. `wiql`: they become a WIQL query over the columns' fields.
   * `local`: no request at all, see `localAccess`.
   */
  readonly language: 'parameters' | 'wiql' | 'local'
  /** A condition in WIQL that the work items of all rows meet. */
  readonly where?: string
  /** A 404 means that there is no such row (reads by key). */
  readonly missingIsEmpty?: boolean
}

/**
 * An access as an area file writes it: where it is silent, the rows are the array `value` of one answer, found by
 * request parameters, and no predicate is pushed down.
 */
export type AccessDefinition = Pick<Access, 'name'> &
  Partial<Omit<Access, 'request'>> & { readonly request: RequestDefinition }

/**
 * The columns of which WHERE or a join has to give values before an access can be used, each item an alternative; none
 * where it can be used without any.
 */
export function requiredColumns({
  requires = {},
  parent,
}: Pick<Access, 'requires' | 'parent'>): readonly (readonly string[])[] {
  const always = Object.values(requires)
  if (parent?.chosenBy !== undefined) return parent.chosenBy.map((name) => [...always, name])
  return always.length === 0 ? [] : [always]
}

/** An access with all that its definition leaves unsaid. */
export function defineAccess(definition: AccessDefinition): Access {
  return {
    rows: 'value',
    paging: { kind: 'single' },
    pushdown: [],
    language: 'parameters',
    ...definition,
    request: { service: 'core', method: 'GET', apiVersion: '7.1', ...definition.request },
  }
}

/** The access of a table that the connection itself answers: what it knows of names, columns, properties, requests. */
export const localAccess: Access = {
  name: 'what the connection knows',
  request: { service: 'core', method: 'GET', path: '', apiVersion: '' },
  rows: '',
  paging: { kind: 'single' },
  pushdown: [],
  language: 'local',
}
