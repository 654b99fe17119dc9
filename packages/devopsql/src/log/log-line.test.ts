import fc from 'fast-check'
import { expect, it } from 'vitest'
import { logLine } from './log-line.ts'

function aLine(text: string): string {
  const time = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6))
  return logLine({ time, level: 2, module: 'HTTP', origin: '12/1/3', text })
}

it('begins with time, level, module and origin', () => {
  expect(aLine('GET x: 200')).toBe('2026-01-02T03:04:05.006Z 2 HTTP 12/1/3 GET x: 200')
})

it('escapes what would end the line or garble a terminal', () => {
  expect(aLine('a\nb\r\n\tc\u001b[31m\u2028')).toMatch(/ a\\nb\\r\\n\\tc\\u001b\[31m\\u2028$/)
})

it('is one line of a bounded length, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', size: 'large' }), (text) => {
      expect(aLine(text).split(/[\r\n\v\f\u0085\u2028\u2029]/)).toHaveLength(1)
    }),
  )
  const long = aLine('ä'.repeat(100_000))
  expect(Buffer.byteLength(long)).toBeLessThan(91_000)
  expect(long).toMatch(/ä\.\.\. \(cut: 200000 bytes in all\)$/)
})
