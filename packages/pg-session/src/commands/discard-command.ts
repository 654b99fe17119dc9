import { refused } from '../session-error.ts'
import { plainCommand, type ReadCommand } from './session-command.ts'

/** `DISCARD ALL`, and the kinds that there is nothing of. */
export const readDiscard: ReadCommand = (reader, state) => {
  reader.next()
  for (const kind of ['PLANS', 'SEQUENCES', 'TEMP', 'TEMPORARY']) {
    if (reader.take(kind)) {
      reader.end()
      return plainCommand(`DISCARD ${kind === 'TEMPORARY' ? 'TEMP' : kind}`)
    }
  }
  reader.expect('ALL')
  reader.end()
  return plainCommand('DISCARD ALL', async () => {
    if (state.transaction.status !== 'idle') {
      throw refused('25001', 'DISCARD ALL cannot run inside a transaction block')
    }
    await state.closePortals('all')
    state.statements.clear()
    state.settings.resetAll()
  })
}
