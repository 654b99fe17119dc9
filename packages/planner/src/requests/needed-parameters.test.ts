import { type Pushdown, text } from '@devopsql/schema'
import { expect, it } from 'vitest'
import { withNeeds } from './needed-parameters.ts'

const environments = { ...text('a', 'A.', { needs: { $expand: 'environments' } }), name: 'A' }
const artifacts = { ...text('b', 'B.', { needs: { $expand: 'artifacts' } }), name: 'B' }
const plain = { ...text('c', 'C.'), name: 'C' }

it('sends nothing more for columns that need nothing', () => {
  expect(withNeeds({ status: 'all' }, [plain], [])).toEqual({ status: 'all' })
})

it('joins what several columns want of one parameter, each once', () => {
  expect(withNeeds({}, [environments, artifacts, plain, environments], [])).toEqual({
    $expand: 'environments,artifacts',
  })
})

it('adds nothing to what the query asks for where the parameter takes one value', () => {
  const one: Pushdown = { column: 'E', operators: ['='], send: { $expand: '$value' } }
  const many: Pushdown = { column: 'E', operators: ['in'], send: { $expand: '$values' } }
  expect(withNeeds({ $expand: 'none' }, [artifacts], [one])).toEqual({ $expand: 'none' })
  expect(withNeeds({ $expand: 'none' }, [artifacts], [many])).toEqual({
    $expand: 'none,artifacts',
  })
  expect(withNeeds({}, [artifacts], [one])).toEqual({ $expand: 'artifacts' })
})

it('leaves out what the query asks not to come', () => {
  const asked: Pushdown = { column: 'L', operators: ['='], send: { includeLinks: '$value' } }
  const links = { ...text('d', 'D.', { needs: { includeLinks: 'true' } }), name: 'D' }
  expect(withNeeds({ includeLinks: 'false' }, [links], [asked])).toEqual({ includeLinks: 'false' })
  expect(withNeeds({ includeLinks: 'true' }, [links], [asked])).toEqual({ includeLinks: 'true' })
})

it('takes away what would leave out a column', () => {
  const title = { ...text('e', 'E.', { needs: { fields: 'Title' } }), name: 'E' }
  const all = { ...text('f', 'F.', { needs: { fields: '', $expand: 'fields' } }), name: 'F' }
  expect(withNeeds({ fields: 'Id' }, [title], [])).toEqual({ fields: 'Id,Title' })
  expect(withNeeds({ fields: 'Id' }, [all, title], [])).toEqual({ $expand: 'fields' })
})
