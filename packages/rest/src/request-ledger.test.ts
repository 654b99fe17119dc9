import { expect, it } from 'vitest'
import { createRequestLedger, type LedgerEntry } from './request-ledger.ts'

function anEntry(attempt: number): LedgerEntry {
  return {
    startedAt: 0,
    method: 'GET',
    template: '_apis/projects',
    status: 200,
    milliseconds: 1,
    bytes: 1,
    rows: 1,
    throttledMs: 0,
    attempt,
    queryId: undefined,
  }
}

it('keeps the last entries, oldest first', () => {
  const ledger = createRequestLedger(3)
  for (const attempt of [1, 2, 3, 4, 5]) ledger.add(anEntry(attempt))
  expect(ledger.entries().map((entry) => entry.attempt)).toEqual([3, 4, 5])
})
