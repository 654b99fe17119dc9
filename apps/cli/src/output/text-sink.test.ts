import { Writable } from 'node:stream'
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

it('says in words that a full disk takes no more', async () => {
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write'), { code: 'ENOSPC' })),
  })
  full.on('error', () => {})
  await expect(streamSink(full).write('a')).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
    message: 'standard output takes no more (ENOSPC)',
  })
})
