import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bodyText } from './body-text.ts'

it('reads bytes as toString does, whatever they are', () => {
  const long = 'x'.repeat(5000)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (some) => {
      const bytes = Buffer.concat([Buffer.from(long), some, Buffer.from(long)])
      expect(bodyText(bytes)).toBe(bytes.toString('utf8'))
    }),
  )
})

it('reads text of every plane, however long it is', () => {
  const unit = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(unit, fc.constantFrom(1, 200), (text, times) => {
      const whole = `${text}🦊é`.repeat(times)
      expect(bodyText(Buffer.from(whole))).toBe(whole)
    }),
  )
})

it('reads long ASCII', () => {
  expect(bodyText(Buffer.from('{"a":1}'.padEnd(5000, ' ')))).toBe('{"a":1}'.padEnd(5000, ' '))
})
