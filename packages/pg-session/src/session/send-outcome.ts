import {
  type Format,
  writeCommandComplete,
  writeCopyOutResponse,
  writeDataRow,
  writePlainMessage,
  writeRowDescription,
} from '@devopsql/pgwire'
import { createCopyWriter } from '../copy/write-copy-rows.ts'
import { dataColumns, type WireColumn, wireColumns } from '../values/wire-column.ts'
import type { Outbox } from './outbox.ts'
import type { Portal } from './portal.ts'
import type { Outcome, OutputColumn } from './prepared.ts'
import type { RowRange, RowStream } from './row-stream.ts'
import type { SessionState } from './session-state.ts'

export interface SendOptions {
  /** The most rows; infinite for all. */
  readonly limit: number
  /** Whether the columns go before the rows. */
  readonly describes: boolean
  /** Stops the portal. */
  readonly signal: AbortSignal
}

/** Runs a portal, or goes on with it, and sends what comes of it. Gives whether it came to its end. */
export async function sendPortal(
  portal: Portal,
  { state, outbox }: { readonly state: SessionState; readonly outbox: Outbox },
  options: SendOptions,
): Promise<boolean> {
  const stop = (): void => portal.stop()
  options.signal.addEventListener('abort', stop, { once: true })
  try {
    return await sendOutcome(await portal.run(), { portal, state, outbox }, options)
  } finally {
    options.signal.removeEventListener('abort', stop)
  }
}

interface Sending {
  readonly portal: Portal
  readonly state: SessionState
  readonly outbox: Outbox
}

async function sendOutcome(
  outcome: Outcome,
  sending: Sending,
  { limit, describes }: SendOptions,
): Promise<boolean> {
  const { writer } = sending.outbox
  switch (outcome.kind) {
    case 'empty':
      writePlainMessage(writer, 'empty-query-response')
      return true
    case 'done':
      writeCommandComplete(writer, outcome.tag)
      return true
    case 'copy':
      await sendCopy(outcome, sending)
      return true
    case 'rows': {
      const columns = columnsOf(outcome.columns, sending)
      if (describes) describeColumns(sending.outbox, outcome.columns, columns)
      const count = await sendRows(columns, sending, limit)
      if (count === limit) {
        writePlainMessage(writer, 'portal-suspended')
        return false
      }
      tellMissing(outcome.rows, sending.state)
      writeCommandComplete(writer, outcome.tag(count))
      return true
    }
  }
}

/** Columns with the formats that a portal has them in. */
export function columnsOf(
  columns: readonly OutputColumn[],
  { portal, state }: { readonly portal: Portal; readonly state: SessionState },
): readonly WireColumn[] {
  const formats: readonly Format[] = portal.prepared.formats ?? portal.formats
  return wireColumns(columns, formats, state.settings)
}

/** Sends RowDescription. */
export function describeColumns(
  { writer }: Outbox,
  columns: readonly OutputColumn[],
  wire: readonly WireColumn[],
): void {
  writeRowDescription(
    writer,
    columns.map((column, index) => ({ ...column, format: wire[index]?.format ?? 'text' })),
  )
}

async function sendRows(
  columns: readonly WireColumn[],
  { portal, outbox }: Sending,
  limit: number,
): Promise<number> {
  let count = 0
  while (count < limit) {
    const range = await portal.next(limit - count)
    if (range === undefined) break
    count += range.end - range.start
    const data = dataColumns(columns, range)
    await writeRange(range, outbox, (index) => writeDataRow(outbox.writer, data, index))
  }
  return count
}

/** Waits only when there is enough to send, and then for as long as the client takes to read it. */
async function writeRange(
  { start, end }: RowRange,
  outbox: Outbox,
  write: (index: number) => void,
): Promise<void> {
  for (let index = start; index < end; index++) {
    write(index)
    if (outbox.isFull) await outbox.flush()
  }
}

async function sendCopy(
  outcome: Extract<Outcome, { kind: 'copy' }>,
  { portal, state, outbox }: Sending,
): Promise<void> {
  const { columns, format } = outcome
  const wireFormat: Format = format.kind === 'binary' ? 'binary' : 'text'
  const wire = wireColumns(columns, [wireFormat], state.settings)
  const { writer } = outbox
  writeCopyOutResponse(writer, wireFormat, columns.length)
  const copy = createCopyWriter(format, columns, wire)
  copy.begin(writer)
  let count = 0
  for (;;) {
    const range = await portal.next(Number.POSITIVE_INFINITY)
    if (range === undefined) break
    count += range.end - range.start
    const data = dataColumns(wire, range)
    await writeRange(range, outbox, (index) => copy.row(writer, data, index))
  }
  copy.end(writer)
  tellMissing(outcome.rows, state)
  writePlainMessage(writer, 'copy-done')
  writeCommandComplete(writer, `COPY ${count}`)
}

const mostTold = 20

/** A result that isn't whole says so, in a way that clients show. */
function tellMissing({ stats }: RowStream, state: SessionState): void {
  const missing = stats?.missing ?? []
  for (const { table, part, reason } of missing.slice(0, mostTold)) {
    const message = `the result is partial: ${table} lacks ${part}: ${reason}`
    state.notice({ severity: 'WARNING', sqlstate: '01000', message })
  }
  if (missing.length > mostTold) {
    const message = `the result is partial: ${missing.length - mostTold} more parts are missing`
    state.notice({ severity: 'WARNING', sqlstate: '01000', message })
  }
}
