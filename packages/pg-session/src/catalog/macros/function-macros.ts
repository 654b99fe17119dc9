const jsonType =
  "CASE WHEN :value IS NOT NULL THEN CASE json_type(:value) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE 'number' END END"

/** DuckDB's names of types as PostgreSQL's. */
const typeName = [
  ['^DECIMAL\\(.*?\\)|^U?HUGEINT|^UBIGINT', 'numeric'],
  ['^VARCHAR', 'text'],
  ['^DOUBLE', 'double precision'],
  ['^FLOAT', 'real'],
  ['^TIMESTAMP($|\\[)', 'timestamp without time zone\\1'],
  ['^TIME($|\\[)', 'time without time zone\\1'],
  ['^BLOB', 'bytea'],
  ['^"NULL"', 'unknown'],
].reduce(
  (sql, [pattern, name]) => `regexp_replace(${sql}, '${pattern}', '${name}')`,
  'typeof(:value)',
)

/** Functions of PostgreSQL that DuckDB lacks, or that mean something else there. */
export const functionMacros: Readonly<Record<string, string>> = {
  // Numbers.
  'div(dividend, divisor)': 'CAST(trunc(:dividend / :divisor) AS DECIMAL(38, 0))',
  'log(value)': 'log10(:value)',
  'log(base, value)': 'ln(:value) / ln(:base)',
  'width_bucket(value, low, high, count)':
    'CAST(CASE WHEN :value < :low THEN 0 WHEN :value >= :high THEN :count + 1 ELSE floor((:value - :low) * 1.0 * :count / (:high - :low)) + 1 END AS INTEGER)',
  'to_hex(value)': 'lower(to_hex(:value))',
  'pg_typeof(value)': `lower(${typeName})`,
  // Texts.
  'initcap(value)': `array_to_string(list_transform(regexp_extract_all(lower(:value), '[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+'), "#w" -> upper(left("#w", 1)) || substr("#w", 2)), '')`,
  'lpad(value, length)': "lpad(:value, :length, ' ')",
  'rpad(value, length)': "rpad(:value, :length, ' ')",
  'btrim(value)': 'trim(:value)',
  'btrim(value, characters)': 'trim(:value, :characters)',
  'encode(bytes, format)': `CASE lower(:format) WHEN 'hex' THEN lower(hex(CAST(:bytes AS BLOB))) WHEN 'base64' THEN regexp_replace(to_base64(CAST(:bytes AS BLOB)), '(.{76})(.)', '\\1' || chr(10) || '\\2', 'g') ELSE CAST(:bytes AS VARCHAR) END`,
  'decode(value, format)': `CASE lower(:format) WHEN 'hex' THEN unhex(:value) WHEN 'base64' THEN from_base64(regexp_replace(:value, '\\s', '', 'g')) ELSE CAST(:value AS BLOB) END`,
  'convert_from(bytes, encoding)': 'decode(:bytes)',
  'convert_to(value, encoding)': 'encode(:value)',
  'bytea(value)': 'CAST(:value AS BLOB)',
  'regexp_split_to_table(value, pattern)':
    '(SELECT unnest(regexp_split_to_array(:value, :pattern)) AS regexp_split_to_table)',
  'string_to_table(value, separator)':
    '(SELECT unnest(string_split(:value, :separator)) AS string_to_table)',
  'pg_size_pretty(size)':
    "CASE WHEN abs(:size) < 10240 THEN :size || ' bytes' WHEN abs(:size) < 10485248 THEN CAST(round(:size / 1024.0) AS BIGINT) || ' kB' WHEN abs(:size) < 10736893952 THEN CAST(round(:size / 1048576.0) AS BIGINT) || ' MB' WHEN abs(:size) < 10994579406848 THEN CAST(round(:size / 1073741824.0) AS BIGINT) || ' GB' ELSE CAST(round(:size / 1099511627776.0) AS BIGINT) || ' TB' END",
  // Times.
  'clock_timestamp()': 'now()',
  'statement_timestamp()': 'now()',
  'date_trunc(unit, value, zone)':
    'timezone(:zone, date_trunc(:unit, timezone(:zone, CAST(:value AS TIMESTAMPTZ))))',
  'date_bin(stride, source, origin)': 'time_bucket(CAST(:stride AS INTERVAL), :source, :origin)',
  'current_timestamp(precision)': 'now()',
  'localtimestamp(precision)': 'CAST(now() AS TIMESTAMP)',
  'current_query()': 'CAST(NULL AS VARCHAR)',
  // Lists.
  'array_replace(list, old, new)':
    'list_transform(:list, "#x" -> CASE WHEN "#x" IS NOT DISTINCT FROM :old THEN :new ELSE "#x" END)',
  'array_positions(list, item)':
    'list_filter(range(1, len(:list) + 1), "#i" -> list_extract(:list, "#i") IS NOT DISTINCT FROM :item)',
  // Aggregates.
  'every(...)': 'bool_and',
  'json_agg(...)': 'to_json(list(...))',
  'jsonb_agg(...)': 'to_json(list(...))',
  'json_object_agg(...)': 'json_group_object',
  'jsonb_object_agg(...)': 'json_group_object',
  // JSON, which is text as it was written in both types.
  'jsonb(value)': 'CAST(:value AS JSON)',
  'json_build_object(...)': 'json_object',
  'jsonb_build_object(...)': 'json_object',
  'json_build_array(...)': 'json_array',
  'jsonb_build_array(...)': 'json_array',
  'to_jsonb(value)': 'to_json(:value)',
  'json_typeof(value)': jsonType,
  'jsonb_typeof(value)': jsonType,
  'json_array_length(value)': 'CAST(json_array_length(:value) AS INTEGER)',
  'jsonb_array_length(value)': 'CAST(json_array_length(:value) AS INTEGER)',
  ...bothNames('array_elements', '(SELECT unnest(CAST(:value AS JSON[])) AS "value")'),
  ...bothNames(
    'array_elements_text',
    '(SELECT unnest(CAST(CAST(:value AS JSON) AS VARCHAR[])) AS "value")',
  ),
  ...bothNames('each', '(SELECT "e"."key", "e"."value" FROM json_each(:value) AS "e")'),
  ...bothNames(
    'each_text',
    `(SELECT "e"."key", "e"."value" ->> '$' AS "value" FROM json_each(:value) AS "e")`,
  ),
  'json_object_keys(value)': '(SELECT unnest(json_keys(:value)) AS json_object_keys)',
  'jsonb_object_keys(value)': '(SELECT unnest(json_keys(:value)) AS jsonb_object_keys)',
}

/** For `json` and for `jsonb`. */
function bothNames(name: string, sql: string): Readonly<Record<string, string>> {
  return { [`json_${name}(value)`]: sql, [`jsonb_${name}(value)`]: sql }
}
