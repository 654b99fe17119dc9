import { expect, it } from 'vitest'
import { closedPipe, recorder } from '../testing/fake-context.ts'
import { streamSink } from './text-sink.ts'

it('says when nobody reads any more, without an error', async () => {
  const sink = streamSink(closedPipe())
  expect(await sink.write('a')).toBe(false)
  expect(await sink.write('b')).toBe(false)
})

it('runs the hook ahead of each piece', async () => {
  const { stream, text } = recorder()
  const sink = streamSink(stream, () => stream.write('|'))
  await sink.write('a')
  await sink.write('b')
  expect(text()).toBe('|a|b')
})
