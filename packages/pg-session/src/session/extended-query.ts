import { type SessionMessage, writeParameterDescription, writePlainMessage } from '@devopsql/pgwire'
import { refused } from '../session-error.ts'
import { decodeParameters } from '../values/decode-parameters.ts'
import { createPortal, type Portal } from './portal.ts'
import type { Prepared } from './prepared.ts'
import { checkTransaction, execute, type Protocol, prepare } from './protocol.ts'
import { columnsOf, describeColumns } from './send-outcome.ts'

type Message<Kind extends SessionMessage['kind']> = Extract<SessionMessage, { kind: Kind }>

/** Parse, Bind, Describe, Execute or Close. */
export type ExtendedMessage = Message<'parse' | 'bind' | 'describe' | 'execute' | 'close'>

/** Does what one message of the extended protocol says. */
export async function runExtendedMessage(
  protocol: Protocol,
  message: ExtendedMessage,
): Promise<void> {
  switch (message.kind) {
    case 'parse':
      return await parse(protocol, message)
    case 'bind':
      return await bind(protocol, message)
    case 'describe':
      return describe(protocol, message)
    case 'execute':
      return await executePortal(protocol, message)
    case 'close':
      return await close(protocol, message)
  }
}

async function parse(protocol: Protocol, message: Message<'parse'>): Promise<void> {
  const { state, outbox } = protocol
  const { statement: name, sql, parameterTypes } = message
  if (name !== '' && state.statements.has(name)) {
    throw refused('42P05', `prepared statement "${name}" already exists`)
  }
  state.statements.delete(name)
  const place = { sql, offset: 0 }
  state.statements.set(name, await prepare(protocol, { sql, place, parameterTypes }))
  writePlainMessage(outbox.writer, 'parse-complete')
}

async function bind(protocol: Protocol, message: Message<'bind'>): Promise<void> {
  const { state, outbox } = protocol
  const prepared = findStatement(protocol, message.statement)
  checkTransaction(protocol, prepared)
  checkCounts(prepared, message)
  if (message.portal === '') await state.closePortal('')
  else if (state.portals.has(message.portal)) {
    throw refused('42P03', `cursor "${message.portal}" already exists`)
  }
  const timeZone = state.settings.get('TimeZone')
  const values = decodeParameters(prepared.parameterTypes, message.parameters, timeZone)
  const portal = createPortal({ prepared, values, formats: message.resultFormats })
  state.portals.set(message.portal, portal)
  writePlainMessage(outbox.writer, 'bind-complete')
}

function checkCounts(prepared: Prepared, message: Message<'bind'>): void {
  const { parameterTypes, columns } = prepared
  const given = message.parameters.length
  if (given !== parameterTypes.length) {
    throw refused(
      '08P01',
      `bind message supplies ${given} parameters, but prepared statement "${message.statement}" requires ${parameterTypes.length}`,
    )
  }
  const formats = message.resultFormats.length
  if (columns !== undefined && formats > 1 && formats !== columns.length) {
    throw refused(
      '08P01',
      `bind message has ${formats} result formats but query has ${columns.length} columns`,
    )
  }
}

function describe(protocol: Protocol, { target, name }: Message<'describe'>): void {
  const { outbox } = protocol
  if (target === 'portal') {
    describeRows(protocol, findPortal(protocol, name))
    return
  }
  const prepared = findStatement(protocol, name)
  checkTransaction(protocol, prepared)
  writeParameterDescription(
    outbox.writer,
    prepared.parameterTypes.map(({ oid }) => oid),
  )
  describeRows(protocol, createPortal({ prepared, values: [], formats: [] }))
}

function describeRows({ state, outbox }: Protocol, portal: Portal): void {
  const { columns } = portal.prepared
  if (columns === undefined) writePlainMessage(outbox.writer, 'no-data')
  else describeColumns(outbox, columns, columnsOf(columns, { portal, state }))
}

async function executePortal(protocol: Protocol, message: Message<'execute'>): Promise<void> {
  const portal = findPortal(protocol, message.portal)
  const limit = message.maxRows === 0 ? Number.POSITIVE_INFINITY : message.maxRows
  await execute(protocol, portal, { limit, describes: false })
}

async function close(
  { state, outbox }: Protocol,
  { target, name }: Message<'close'>,
): Promise<void> {
  if (target === 'statement') state.statements.delete(name)
  else await state.closePortal(name)
  writePlainMessage(outbox.writer, 'close-complete')
}

function findStatement({ state }: Protocol, name: string): Prepared {
  const prepared = state.statements.get(name)
  if (prepared !== undefined) return prepared
  throw refused(
    '26000',
    name === ''
      ? 'unnamed prepared statement does not exist'
      : `prepared statement "${name}" does not exist`,
  )
}

function findPortal({ state }: Protocol, name: string): Portal {
  const portal = state.portals.get(name)
  if (portal === undefined) throw refused('34000', `portal "${name}" does not exist`)
  return portal
}
