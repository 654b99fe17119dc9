/** Words that begin a clause: what a misspelt word is compared with. */
export const clauseWords: readonly string[] = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'QUALIFY',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'UNION',
  'INTERSECT',
  'EXCEPT',
  'JOIN',
  'INNER',
  'LEFT',
  'RIGHT',
  'CROSS',
  'BETWEEN',
  'LIKE',
  'WITH',
  'DISTINCT',
]

/** Words that are no names unless quoted, except after a dot or AS. Everything else can name a column or a table. */
const reserved: ReadonlySet<string> = new Set(
  `ALL AND ANY AS ASC BETWEEN CASE CROSS DESC DISTINCT ELSE END EXCEPT EXISTS FALSE FETCH FOR FROM FULL GROUP HAVING ILIKE
   IN INNER INTERSECT INTO IS JOIN LEFT LIKE LIMIT NATURAL NOT NULL ON OR ORDER QUALIFY RIGHT SELECT SOME THEN TRUE UNION
   USING WHEN WHERE WITH`.split(/\s+/),
)

/** Words that go on with the clause when they follow an expression or a table, so that they need AS to be an alias. */
const followers: ReadonlySet<string> = new Set(
  `ANTI ASOF AT COLLATE CONTAINS ESCAPE EXCLUDE FILTER GLOB ISNULL NOTNULL OFFSET OUTER OVER POSITIONAL RETURNING SEMI SET SIMILAR
   TABLESAMPLE VALUES WINDOW WITHIN PIVOT UNPIVOT`.split(/\s+/),
)

/** Whether an upper-case word is no name unless it is quoted. */
export function isReserved(upper: string): boolean {
  return reserved.has(upper)
}

/** Whether an upper-case word can be an alias without AS. */
export function isBareAlias(upper: string): boolean {
  return !reserved.has(upper) && !followers.has(upper)
}

/** Lower-case words that DuckDB takes for something else than a column or a table, unless quoted. */
const quotedByDuckdb: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
   deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
   into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary
   qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot
   using variadic when where window with between bigint bit boolean char character coalesce dec decimal exists extract
   float grouping grouping_id inout int integer interval national nchar none nullif numeric out overlay position precision
   real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists
   xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable anti asof at authorization binary by collation
   columns concurrently cross freeze full generated glob ilike inner is isnull join left like map natural notnull outer
   overlaps positional right semi similar struct tablesample try_cast unpack verbose contains escape filter over within
   current_catalog current_date current_localtime current_localtimestamp current_role current_schema current_time
   current_timestamp current_user localtime localtimestamp session_user user date datetime timestamptz timetz top
   rollup cube sets exclude replace rename nulls rows range groups if unnest set reset explain recursive`.split(
    /\s+/,
  ),
)

/** Whether a name stays the same name, in DuckDB and here, when it is written without quotes. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !quotedByDuckdb.has(name.toLowerCase())
}

/** Functions that are written without parentheses. */
export const bareFunctions: ReadonlySet<string> = new Set(
  `CURRENT_CATALOG CURRENT_DATE CURRENT_LOCALTIME CURRENT_LOCALTIMESTAMP CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME
   CURRENT_TIMESTAMP CURRENT_USER LOCALTIME LOCALTIMESTAMP SESSION_USER`.split(/\s+/),
)
