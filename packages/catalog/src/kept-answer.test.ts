import { expect, it } from 'vitest'
import { keepAnswer } from './kept-answer.ts'
import { closedGate } from './testing/closed-gate.ts'

it('asks once for all who come while it is on its way, and never again', async () => {
  let asked = 0
  const gate = closedGate<string>()
  const kept = keepAnswer(() => {
    asked += 1
    return gate.promise
  })
  const both = [kept.get(), kept.get()]
  expect(kept.peek()).toBeUndefined()
  gate.open('answer')
  expect(await Promise.all(both)).toEqual(['answer', 'answer'])
  expect(await kept.get()).toBe('answer')
  expect(kept.peek()).toBe('answer')
  expect(asked).toBe(1)
})

it('asks again after a failure', async () => {
  const answers = [Promise.reject(new Error('socket')), Promise.resolve('answer')]
  const kept = keepAnswer(() => answers.shift() ?? Promise.resolve('too often'))
  await expect(kept.get()).rejects.toThrow('socket')
  expect(await kept.get()).toBe('answer')
})

it('goes on for the others when one stops waiting', async () => {
  const gate = closedGate<string>()
  const kept = keepAnswer(() => gate.promise)
  const controller = new AbortController()
  const cancelled = kept.get({ signal: controller.signal })
  const patient = kept.get({ signal: new AbortController().signal })
  controller.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  gate.open('answer')
  expect(await patient).toBe('answer')
})

it('stops asking when nobody waits any more, and asks anew for the next', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const gates = [closedGate<string>(), closedGate<string>()]
  const kept = keepAnswer((context) => {
    signals.push(context.signal)
    return gates[signals.length - 1]?.promise ?? Promise.resolve('too often')
  })
  const controller = new AbortController()
  const cancelled = kept.get({ signal: controller.signal })
  controller.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  expect(signals[0]?.aborted).toBe(true)
  const next = kept.get()
  gates[1]?.open('answer')
  expect(await next).toBe('answer')
})

it('does not ask for one who has already gone', async () => {
  let asked = 0
  const kept = keepAnswer(async () => {
    asked += 1
    return 'answer'
  })
  await expect(kept.get({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  expect(asked).toBe(0)
})
