import { text } from '@devopsql/schema'
import { expect, it } from 'vitest'
import { withNeeds } from './needed-parameters.ts'

const environments = { ...text('a', 'A.', { needs: { $expand: 'environments' } }), name: 'A' }
const artifacts = { ...text('b', 'B.', { needs: { $expand: 'artifacts' } }), name: 'B' }
const plain = { ...text('c', 'C.'), name: 'C' }

it('sends nothing more for columns that need nothing', () => {
  expect(withNeeds({ status: 'all' }, [plain])).toEqual({ status: 'all' })
})

it('joins what several columns want of one parameter, each once', () => {
  expect(withNeeds({}, [environments, artifacts, plain, environments])).toEqual({
    $expand: 'environments,artifacts',
  })
})

it('leaves out what the query asks not to come', () => {
  const links = { ...text('d', 'D.', { needs: { includeLinks: 'true' } }), name: 'D' }
  expect(withNeeds({ includeLinks: 'false' }, [links])).toEqual({ includeLinks: 'false' })
  expect(withNeeds({ includeLinks: 'true' }, [links])).toEqual({ includeLinks: 'true' })
})

it('takes away what would leave out a column', () => {
  const title = { ...text('e', 'E.', { needs: { fields: 'Title' } }), name: 'E' }
  const all = { ...text('f', 'F.', { needs: { fields: '', $expand: 'fields' } }), name: 'F' }
  expect(withNeeds({ fields: 'Id' }, [title])).toEqual({ fields: 'Id,Title' })
  expect(withNeeds({ fields: 'Id' }, [all, title])).toEqual({ $expand: 'fields' })
})
