import { createPortal, type Portal } from '../session/portal.ts'
import type { RowStream } from '../session/row-stream.ts'
import type { SessionState } from '../session/session-state.ts'
import { refused } from '../session-error.ts'
import type { CommandReader } from './command-reader.ts'
import { command, plainCommand, type ReadCommand } from './session-command.ts'

/** `DECLARE name CURSOR FOR query`. */
export const readDeclare: ReadCommand = async (reader, state, input) => {
  reader.next()
  const name = reader.name()
  const { isBinary, isHeld } = readOptions(reader)
  reader.expect('FOR')
  const place = { ...input.place, offset: input.place.offset + reader.peek.start }
  const prepared = await state.prepare({ ...input, sql: reader.rest(), place })
  if (prepared.columns === undefined) {
    throw refused('42601', 'a cursor reads a SELECT, VALUES or another statement that gives rows')
  }
  return {
    ...plainCommand('DECLARE CURSOR'),
    parameterTypes: prepared.parameterTypes,
    run: async (values) => {
      if (!isHeld && state.transaction.status === 'idle') {
        throw refused(
          '25P01',
          'DECLARE CURSOR can only be used in transaction blocks',
          'Begin one, or declare the cursor WITH HOLD.',
        )
      }
      if (state.portals.has(name)) throw refused('42P03', `cursor "${name}" already exists`)
      const portal = createPortal({ prepared, values, formats: isBinary ? ['binary'] : [], isHeld })
      state.portals.set(name, portal)
      return await Promise.resolve({ kind: 'done', tag: 'DECLARE CURSOR' } as const)
    },
  }
}

export const readFetch: ReadCommand = (reader, state) => {
  reader.next()
  const { count, cursor } = readDirection(reader)
  const columns = findCursor(state, cursor).prepared.columns ?? []
  return {
    ...command({
      columns,
      run: async ({ signal }) => {
        const portal = findCursor(state, cursor)
        await runWhole(portal, signal)
        const rows = rowsOfCursor(portal, { count, signal })
        return { kind: 'rows', columns, rows, tag: (fetched) => `FETCH ${fetched}` }
      },
    }),
    formats: findCursor(state, cursor).formats,
  }
}

export const readMove: ReadCommand = (reader, state) => {
  reader.next()
  const { count, cursor } = readDirection(reader)
  return command({
    run: async ({ signal }) => {
      const portal = findCursor(state, cursor)
      await runWhole(portal, signal)
      const rows = rowsOfCursor(portal, { count, signal })
      let moved = 0
      for (let range = await rows.next(); range !== undefined; range = await rows.next()) {
        moved += range.end - range.start
      }
      return { kind: 'done', tag: `MOVE ${moved}` }
    },
  })
}

/** `CLOSE name` and `CLOSE ALL`. */
export const readClose: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('ALL')) {
    reader.end()
    return plainCommand('CLOSE CURSOR ALL', async () => state.closePortals('all'))
  }
  const name = reader.name()
  reader.end()
  return plainCommand('CLOSE CURSOR', async () => {
    if (!(await state.closePortal(name))) throw noCursor(name)
  })
}

interface CursorOptions {
  readonly isBinary: boolean
  readonly isHeld: boolean
}

function readOptions(reader: CommandReader): CursorOptions {
  let isBinary = false
  for (;;) {
    if (reader.take('BINARY')) isBinary = true
    else if (!takeOneOf(reader, [['ASENSITIVE'], ['INSENSITIVE'], ['NO', 'SCROLL'], ['SCROLL']]))
      break
  }
  reader.expect('CURSOR')
  const isHeld = reader.take('WITH', 'HOLD')
  if (!isHeld) reader.take('WITHOUT', 'HOLD')
  return { isBinary, isHeld }
}

function takeOneOf(reader: CommandReader, phrases: readonly (readonly string[])[]): boolean {
  return phrases.some((words) => reader.take(...words))
}

interface Direction {
  readonly count: number
  readonly cursor: string
}

/** How many rows, and of which cursor: `FORWARD 100 FROM c`, `ALL IN c`, `c`. */
function readDirection(reader: CommandReader): Direction {
  const count = readCount(reader)
  if (!reader.take('FROM')) reader.take('IN')
  const cursor = reader.name()
  reader.end()
  return { count, cursor }
}

function readCount(reader: CommandReader): number {
  if (takeOneOf(reader, [['PRIOR'], ['BACKWARD'], ['FIRST'], ['LAST'], ['ABSOLUTE']]))
    throw forwardOnly()
  if (reader.take('NEXT')) return 1
  if (!reader.take('FORWARD')) reader.take('RELATIVE')
  if (reader.take('ALL')) return Number.POSITIVE_INFINITY
  if (reader.takeSymbol('-')) throw forwardOnly()
  if (reader.peek.kind === 'number') return Number(reader.next().text)
  return 1
}

function findCursor(state: SessionState, name: string): Portal {
  const portal = state.portals.get(name)
  if (portal === undefined) throw noCursor(name)
  return portal
}

/** The cursor is stopped with the statement that reads it. */
async function runWhole(portal: Portal, signal: AbortSignal): Promise<void> {
  await stoppingWith(signal, portal, async () => portal.run())
}

function rowsOfCursor(
  portal: Portal,
  { count, signal }: { readonly count: number; readonly signal: AbortSignal },
): RowStream {
  let left = count
  return {
    next: async () => {
      if (left <= 0) return undefined
      const range = await stoppingWith(signal, portal, async () => portal.next(left))
      left = range === undefined ? 0 : left - (range.end - range.start)
      return range
    },
    // The cursor stays open.
    close: async () => await Promise.resolve(),
    stats: undefined,
  }
}

async function stoppingWith<T>(
  signal: AbortSignal,
  portal: Portal,
  work: () => Promise<T>,
): Promise<T> {
  const stop = (): void => portal.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await work()
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function noCursor(name: string): Error {
  return refused('34000', `cursor "${name}" does not exist`)
}

function forwardOnly(): Error {
  return refused(
    '55000',
    'cursor can only scan forward',
    'Read the rows in their order: FETCH NEXT, FETCH FORWARD n.',
  )
}
