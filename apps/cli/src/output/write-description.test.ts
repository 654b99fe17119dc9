import { csvFormat } from '@devopsql/formats'
import type { ColumnSummary, TableDescription } from 'devopsql'
import { expect, it } from 'vitest'
import { plainStyle } from './text-style.ts'
import { descriptionHead, writeColumns } from './write-description.ts'

function aColumn(name: string, use: ColumnSummary['use']): ColumnSummary {
  return { name, use, type: 'UUID', nullable: true, isKey: false, pushdown: '', doc: 'What it is' }
}

const identities: TableDescription = {
  catalog: 'CData',
  schema: 'Information',
  name: 'Identities',
  kind: 'view',
  doc: 'Users and groups.',
  columns: [aColumn('Id', 'shown'), aColumn('Links', 'named'), aColumn('SearchText', 'where')],
  requires: [['SearchText'], ['Id', 'Kind']],
  foreignKeys: [],
}

it('says above the columns without which values a table can not be read', () => {
  const head = (table: TableDescription): string => descriptionHead(table, plainStyle)
  expect(head(identities)).toBe(
    'CData.Information.Identities (view)\nUsers and groups.\n' +
      'WHERE or a join has to give SearchText or Id and Kind.\n\n',
  )
  expect(head({ ...identities, requires: [] })).not.toContain('has to give')
})

it('marks the columns that * leaves out and those that stand in WHERE only', async () => {
  let text = ''
  const sink = {
    write: async (more: string) => {
      text += more
      return true
    },
  }
  await writeColumns(identities, csvFormat(), sink)
  expect(text.split('\r\n')).toEqual([
    'Column,Type,Null,Key,Use,Filtered remotely,Description',
    'Id,UUID,yes,"","","",What it is',
    'Links,UUID,yes,"",not in *,"",What it is',
    'SearchText,UUID,yes,"",WHERE only,"",What it is',
    '',
  ])
})
