import { readFile } from 'node:fs/promises'
import type { CliContext } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'

export interface SqlSource {
  readonly argument: string | undefined
  readonly file: string | undefined
}

/** The SQL text: the argument, else the file (`-` is standard input), else what is piped in. */
export async function readSql(source: SqlSource, context: CliContext): Promise<string> {
  if (source.argument !== undefined && source.file !== undefined) {
    throw usageError('SQL is given twice, as an argument and with --file', 'Give one of them.')
  }
  const sql = await sqlText(source, context)
  if (sql.trim() === '') throw usageError('the SQL text is empty', example)
  return sql
}

const example =
  'Give it as an argument, with -f FILE or on standard input: devopsql query "SELECT * FROM Projects".'

async function sqlText({ argument, file }: SqlSource, context: CliContext): Promise<string> {
  if (argument !== undefined) return argument
  if (file !== undefined && file !== '-') return readSqlFile(file)
  if (file === undefined && context.stdin.isTTY === true) {
    throw usageError('no SQL is given', example)
  }
  return readStream(context)
}

async function readSqlFile(file: string): Promise<string> {
  try {
    return decoded(await readFile(file))
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw usageError(
      `cannot read ${file}${reason}`,
      'Name a file that exists and holds SQL.',
      cause,
    )
  }
}

async function readStream({ stdin }: CliContext): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) {
    chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))
  }
  return decoded(Buffer.concat(chunks))
}

/** UTF-8, or UTF-16 where a byte order mark says so, as Windows PowerShell writes files; the mark is left out. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
