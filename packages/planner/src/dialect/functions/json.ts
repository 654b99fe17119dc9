import type { DialectFunction } from '../dialect-function.ts'
import { jsonAggregate, jsonCount } from '../json-path.ts'

const note = "of the numbers of a list: '$.a', '$.a[x]', '$.a[1..3]', '$.a[2..]', counted from 0"

/** JSON functions that DuckDB lacks or understands otherwise. */
export const jsonFunctions: readonly DialectFunction[] = [
  { usage: 'JSON_AVG(json, path)', note, means: { build: jsonAggregate('list_avg') } },
  {
    usage: 'JSON_COUNT(json, path)',
    note: 'of the elements of a list',
    means: { build: jsonCount },
  },
  {
    usage: 'ISJSON(text)',
    note: '1 or 0',
    means: 'CASE WHEN json_valid(CAST(:text AS VARCHAR)) THEN 1 WHEN :text IS NOT NULL THEN 0 END',
  },
  { usage: 'JSON_QUERY(json, path)', means: 'json_extract(:json, :path)' },
  {
    usage: 'JSON_EXTRACT(json, path)',
    note: 'as text without quotes; -> keeps it JSON',
    means: 'json_extract_string(:json, :path)',
  },
  { usage: 'JSON_MAX(json, path)', note, means: { build: jsonAggregate('list_max') } },
  { usage: 'JSON_MIN(json, path)', note, means: { build: jsonAggregate('list_min') } },
  { usage: 'JSON_SUM(json, path)', note, means: { build: jsonAggregate('list_sum') } },
]
