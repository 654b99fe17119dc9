const exec = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*EXEC(?:UTE)?\b/i

/** Whether the statement runs a procedure. */
export function isExec(sql: string): boolean {
  return exec.test(sql)
}
