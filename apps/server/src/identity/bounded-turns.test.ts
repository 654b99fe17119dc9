import { expect, it } from 'vitest'
import { boundedTurns } from './bounded-turns.ts'

it('lets so many happen at once, so many wait, and refuses the next', async () => {
  const turns = boundedTurns({ atOnce: 2, waiting: 3 })
  const open: (() => void)[] = []
  const work = async (): Promise<void> => await new Promise((resolve) => open.push(resolve))
  const taken = Array.from({ length: 5 }, async () => turns(work))
  await Promise.resolve()
  await expect(turns(work)).rejects.toMatchObject({
    code: 'DEVOPSQL_QUOTA_EXCEEDED',
    message: 'too many sign-ins are being checked',
  })
  expect(open).toHaveLength(2)
  while (open.length > 0) {
    open.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(taken)
  await expect(turns(async () => await Promise.resolve(7))).resolves.toBe(7)
})
