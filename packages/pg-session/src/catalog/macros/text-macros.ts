/** Functions on texts and lists that DuckDB lacks, or reads otherwise. */
export const textMacros: Readonly<Record<string, string>> = {
  'quote_ident(text)': quoteName(':text'),
  'quote_ident(value)': quoteName('CAST(:value AS VARCHAR)'),
  'quote_literal(value)': quoteText('CAST(:value AS VARCHAR)'),
  'quote_nullable(value)': `coalesce(${quoteText('CAST(:value AS VARCHAR)')}, 'NULL')`,
  'array_to_string(list, separator)': 'array_to_string(CAST(:list AS VARCHAR[]), :separator)',
  'array_to_string(list, separator, null)':
    'array_to_string(list_transform(CAST(:list AS VARCHAR[]), "#x" -> coalesce("#x", :null)), :separator)',
  'array_remove(list, item)': 'list_filter(:list, "#x" -> "#x" IS DISTINCT FROM :item)',
  'generate_series(start, stop)': 'unnest(generate_series(:start, :stop))',
  'generate_series(start, stop, step)': 'unnest(generate_series(:start, :stop, :step))',
  'array_lower(list, dimension)': 'CASE WHEN len(:list) > 0 THEN 1 END',
  'array_upper(list, dimension)': 'nullif(len(:list), 0)',
  'cardinality(list)': 'len(:list)',
  'string_to_array(value, separator)': 'string_split(:value, :separator)',
}

function quoteName(value: string): string {
  return `CASE WHEN regexp_full_match(${value}, '[a-z_][a-z0-9_$]*') THEN ${value} ELSE '"' || replace(${value}, '"', '""') || '"' END`
}

function quoteText(value: string): string {
  return `'''' || replace(${value}, '''', '''''') || ''''`
}
