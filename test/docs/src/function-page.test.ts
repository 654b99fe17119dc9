import { expect, it } from 'vitest'
import { functionPage } from './function-page.ts'

const page = new URL('../../../docs/sql-functions.md', import.meta.url).pathname

it('has a page of the translated functions that is as their table', async () => {
  await expect(functionPage()).toMatchFileSnapshot(page)
})
