import packageFile from '../../package.json' with { type: 'json' }

/** Rows of `sys_sqlinfo`, in the words in which drivers of the same engine answer. covers P-SYS-12 */
export function sqlInfoRows(): readonly unknown[] {
  return Object.entries(abilities).map(([NAME, VALUE]) => ({ NAME, VALUE }))
}

const abilities: Readonly<Record<string, string>> = {
  AGGREGATE_FUNCTIONS: 'AVG,COUNT,MAX,MIN,SUM',
  COUNT: 'YES',
  IDENTIFIER_QUOTE_OPEN_CHAR: '[',
  IDENTIFIER_QUOTE_CLOSE_CHAR: ']',
  SUPPORTED_OPERATORS:
    '=,>,<,>=,<=,<>,!=,LIKE,NOT LIKE,IN,NOT IN,IS NULL,IS NOT NULL,BETWEEN,CONTAINS,AND,OR,NOT',
  GROUP_BY: 'NO_RELATION',
  OJ_CAPABILITIES: 'LEFT,RIGHT,FULL,NESTED,NOT_ORDERED,INNER,ALL_COMPARISON_OPS',
  OUTER_JOINS: 'YES',
  SUBQUERIES: 'COMPARISON,EXISTS,IN,CORRELATED_SUBQUERIES,QUANTIFIED',
  STRING_FUNCTIONS: 'CONCAT,LEFT,LENGTH,LOWER,LTRIM,REPLACE,RIGHT,RTRIM,SUBSTRING,TRIM,UPPER',
  NUMERIC_FUNCTIONS: 'ABS,CEILING,FLOOR,MOD,POWER,ROUND,SIGN,SQRT',
  TIMEDATE_FUNCTIONS:
    'CURRENT_DATE,CURRENT_TIMESTAMP,DAY,HOUR,MINUTE,MONTH,QUARTER,SECOND,WEEK,YEAR',
  REPLICATION_SKIP_TABLES: '',
  REPLICATION_TIMECHECK_COLUMNS: '',
  SUPPORTS_MULTIPLE_CATALOGS: 'YES',
  SUPPORTS_MULTIPLE_SCHEMAS: 'YES',
  SUPPORTS_BATCH_OPERATIONS: 'NO',
  PSEUDO_COLUMNS: 'YES',
}

/** The row of `sys_information`. */
export function informationRows(): readonly unknown[] {
  return [
    {
      Product: 'devopsql',
      Version: packageFile.version,
      Datasource: 'Azure DevOps',
      License: 'MIT',
    },
  ]
}
