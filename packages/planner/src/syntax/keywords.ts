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
  `ANTI ASOF AT COLLATE CONTAINS ESCAPE EXCLUDE FILTER GLOB ISNULL MINUS NOTNULL OFFSET OUTER OVER POSITIONAL RETURNING SEMI SET SIMILAR
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

/** Functions that are written without parentheses. */
export const bareFunctions: ReadonlySet<string> = new Set(
  `CURRENT_CATALOG CURRENT_DATE CURRENT_LOCALTIME CURRENT_LOCALTIMESTAMP CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME
   CURRENT_TIMESTAMP CURRENT_USER LOCALTIME LOCALTIMESTAMP SESSION_USER`.split(/\s+/),
)
