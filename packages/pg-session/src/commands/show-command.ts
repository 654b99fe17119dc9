import { rowsOfList } from '../session/row-stream.ts'
import { findSetting } from '../settings/setting-table.ts'
import { command, type ReadCommand, textColumn } from './session-command.ts'
import { readSettingName } from './set-command.ts'

/** `SHOW name` and `SHOW ALL`. */
export const readShow: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('ALL')) {
    reader.end()
    const columns = [textColumn('name'), textColumn('setting'), textColumn('description')]
    return command({
      columns,
      run: () => {
        const rows = state.settings.list().map(({ name, value, doc }) => [name, value, doc])
        return { kind: 'rows', columns, rows: rowsOfList(rows), tag: () => 'SHOW' }
      },
    })
  }
  const name = readSettingName(reader)
  reader.end()
  const columns = [textColumn(findSetting(name)?.name ?? name)]
  return command({
    columns,
    run: () => {
      const rows = rowsOfList([[state.settings.get(name)]])
      return { kind: 'rows', columns, rows, tag: () => 'SHOW' }
    },
  })
}
