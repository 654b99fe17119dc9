import { plainCommand, type ReadCommand } from './session-command.ts'
import { readSettingName } from './set-command.ts'

/** `RESET name` and `RESET ALL`. `RESET SCHEMA CACHE` is no setting. */
export const readReset: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('SCHEMA', 'CACHE')) return undefined
  if (reader.take('ALL')) {
    reader.end()
    return plainCommand('RESET', () => state.settings.resetAll())
  }
  if (reader.take('SESSION', 'AUTHORIZATION')) return plainCommand('RESET')
  const name = readSettingName(reader)
  reader.end()
  return plainCommand('RESET', () => state.settings.set(name, undefined))
}
