const explain = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*EXPLAIN\b/i

/** Whether the statement asks for a plan, which is read as lines of text. */
export function isExplain(sql: string): boolean {
  return explain.test(sql)
}
