import { procedures } from '@devopsql/tables'
import { expect, it } from 'vitest'
import { procedurePage } from './procedure-page.ts'

const page = new URL('../../../docs/procedures.md', import.meta.url).pathname

it('has a page of the procedures that is as their declarations', async () => {
  await expect(procedurePage(procedures)).toMatchFileSnapshot(page)
})
