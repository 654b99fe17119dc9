export const textFormats: readonly TextFormat[] = ['table', 'json', 'ndjson', 'csv']
export const outputFormats: readonly OutputFormat[] = [...textFormats, 'parquet']
export type TextFormat = 'table' | 'json' | 'ndjson' | 'csv'
export type OutputFormat = TextFormat | 'parquet'
