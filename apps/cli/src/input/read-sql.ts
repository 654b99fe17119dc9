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
  const sql = withoutMark(await sqlText(source, context))
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
    return await readFile(file, 'utf8')
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
  return Buffer.concat(chunks).toString('utf8')
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '')
}
