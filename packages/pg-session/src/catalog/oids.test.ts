import { expect, it } from 'vitest'
import { createOids } from './oids.ts'

it('gives each object a number of its own that a signed integer can hold', () => {
  const oids = createOids()
  const numbers = Array.from({ length: 20_000 }, (_, index) => oids.of('relation', `t${index}`))
  expect(new Set(numbers).size).toBe(20_000)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(16_384)
  expect(Math.max(...numbers)).toBeLessThan(2 ** 31)
})

it('gives the same object the same number, and an object of another kind another', () => {
  const [oids, others] = [createOids(), createOids()]
  others.of('relation', 'Other')
  expect(oids.of('relation', 'Project', 'Builds')).toBe(others.of('relation', 'Project', 'Builds'))
  expect(oids.of('relation', 'Builds')).not.toBe(oids.of('index', 'Builds'))
})
