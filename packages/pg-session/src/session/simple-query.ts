import { writePlainMessage } from '@devopsql/pgwire'
import { splitStatements } from 'devopsql'
import { placed } from '../error-place.ts'
import { createPortal } from './portal.ts'
import { execute, type Protocol, prepare } from './protocol.ts'

/** A text of any number of statements, whose rows come as text. The first error ends it. */
export async function runSimpleQuery(protocol: Protocol, sql: string): Promise<void> {
  const { state, outbox } = protocol
  await state.closePortal('')
  const statements = await placed({ sql, offset: 0 }, () => splitStatements(sql))
  if (statements.length === 0) writePlainMessage(outbox.writer, 'empty-query-response')
  for (const statement of statements) {
    const place = { sql, offset: statement.position }
    const prepared = await prepare(protocol, { sql: statement.sql, place, parameterTypes: [] })
    const portal = createPortal({ prepared, values: [], formats: [] })
    try {
      await execute(protocol, portal, { limit: Number.POSITIVE_INFINITY, describes: true })
    } finally {
      await portal.close()
    }
  }
}
