import { writeFile } from 'node:fs/promises'
import type {
  Connection,
  Parameters,
  QueryOptions,
  QueryProgress,
  QueryResult,
  QueryStats,
  ResultColumn,
  TableDescription,
  TableSummary,
} from 'devopsql'

export interface FakeAnswer {
  readonly columns: readonly ResultColumn[]
  readonly batches: readonly (readonly (readonly unknown[])[])[]
  readonly stats?: Partial<QueryStats>
  /** Thrown after the batches. */
  readonly error?: Error
  readonly progress?: QueryProgress
  /** Waits after the batches until the query is cancelled. */
  readonly hangs?: boolean
}

export interface FakeConnection extends Connection {
  readonly asked: { readonly sql: string; readonly parameters: Parameters | undefined }[]
  readonly closed: string[]
}

export function aColumn(name: string, type = 'VARCHAR'): ResultColumn {
  return { name, type, nullable: true, source: undefined }
}

export function aStats(stats: Partial<QueryStats> = {}): QueryStats {
  return {
    rows: 0,
    requests: 1,
    bytes: 2048,
    elapsedMs: 12.4,
    throttledMs: 0,
    complete: true,
    missing: [],
    scans: [],
    ...stats,
  }
}

const workItems: TableDescription = {
  catalog: 'CData',
  schema: 'Information',
  name: 'WorkItems',
  kind: 'table',
  doc: 'Work items of all projects',
  columns: [
    {
      name: 'Id',
      type: 'INTEGER',
      nullable: false,
      isKey: true,
      doc: 'Number',
      pushdown: '= IN (exact)',
      use: 'shown',
    },
    {
      name: 'Title',
      type: 'VARCHAR',
      nullable: true,
      isKey: false,
      doc: 'Title',
      pushdown: 'CONTAINS (superset)',
      use: 'shown',
    },
  ],
  requires: [],
  foreignKeys: [{ columns: ['ProjectName'], references: 'Projects.Name' }],
}

/** A connection whose queries give the answer, whatever they ask. */
export function fakeConnection(answer: FakeAnswer | ((sql: string) => FakeAnswer)): FakeConnection {
  const asked: FakeConnection['asked'] = []
  const closed: string[] = []
  const answerTo = typeof answer === 'function' ? answer : () => answer
  const tables: readonly TableSummary[] = [workItems]
  return {
    asked,
    closed,
    notes: [],
    localSchemas: {},
    query: async (sql, parameters, options) => {
      asked.push({ sql, parameters })
      return fakeResult(answerTo(sql), options, () => closed.push(sql))
    },
    prepare: notFaked,
    async export(sql, target, options) {
      asked.push({ sql, parameters: options?.parameters })
      await writeFile(target.file, `${target.format} of ${sql}`)
      return aStats({ rows: 3 })
    },
    tables: async () => tables,
    describe: async () => workItems,
    call: notFaked,
    oauth: {
      getAuthorizationUrl: notFaked,
      getAccessToken: notFaked,
      refreshAccessToken: notFaked,
      getAdminConsentUrl: notFaked,
      exportSettings: notFaked,
    },
    whoAmI: notFaked,
    authorization: notFaked,
    signOut: notFaked,
    settingsLocation: undefined,
    close: async () => {
      closed.push('connection')
    },
    [Symbol.asyncDispose]: async () => {
      closed.push('connection')
    },
  }
}

async function notFaked(): Promise<never> {
  throw new Error('the fake connection does not do this')
}

function fakeResult(
  answer: FakeAnswer,
  options: QueryOptions | undefined,
  onClose: () => void,
): QueryResult {
  async function* batches(): AsyncGenerator<readonly (readonly unknown[])[]> {
    try {
      if (answer.progress) options?.onProgress?.(answer.progress)
      yield* answer.batches
      if (answer.error) throw answer.error
      if (answer.hangs) await cancelled(options?.signal)
    } finally {
      onClose()
    }
  }
  return {
    columns: answer.columns,
    stats: aStats({ rows: answer.batches.flat().length, ...answer.stats }),
    batches,
    async *columnBatches() {},
    toArray: async () => [],
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
    async *[Symbol.asyncIterator]() {},
  }
}

function cancelled(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
  })
}
