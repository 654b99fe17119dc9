import { writeParameterStatus } from '@devopsql/pgwire'
import type { SessionSettings } from '../settings/session-settings.ts'
import { settingTable } from '../settings/setting-table.ts'
import type { Outbox } from './outbox.ts'

/** Tells the client the settings that it goes by: all the first time, later those that have changed. */
export function createSettingReporter(settings: SessionSettings, { writer }: Outbox): () => void {
  const names = settingTable.filter(({ isReported }) => isReported).map(({ name }) => name)
  const told = new Map<string, string>()
  return () => {
    for (const name of names) {
      const value = settings.get(name)
      if (told.get(name) === value) continue
      told.set(name, value)
      writeParameterStatus(writer, name, value)
    }
  }
}
