import { expect, it } from 'vitest'
import type { Check, Observation } from '../check.ts'
import { type Machine, thisMachine } from '../machine.ts'
import { openSubject } from '../subject.ts'
import { diskCheck } from './disk-check.ts'
import { memoryCheck } from './memory-check.ts'
import { runtimeCheck } from './runtime-check.ts'

/** What a check sees of a machine that differs from this one. */
async function seen(
  check: Check,
  machine: Partial<Machine>,
  properties = '',
): Promise<readonly Observation[]> {
  const { nodeVersion, platform, memory, freeBytes } = thisMachine
  const made = { nodeVersion, platform, memory, freeBytes, ...machine }
  const observations: Observation[] = []
  for await (const one of check.run(openSubject(properties, {}, made))) observations.push(one)
  return observations
}

it.each([
  ['v20.19.0', 'ok'],
  ['v24.1.0', 'ok'],
  ['v20.18.9', 'problem'],
  ['v18.20.0', 'problem'],
])('takes Node.js %s: %s', async (nodeVersion, outcome) => {
  const [only] = await seen(runtimeCheck, { nodeVersion })
  expect(only?.outcome).toBe(outcome)
  expect(only?.what).toContain(nodeVersion)
})

it.each([
  ['', 8e9, 'ok'],
  ['', 1.2e9, 'warning'],
  ['', 512e6, 'problem'],
  ['MemoryLimit=6GiB', 8e9, 'warning'],
  ['MemoryLimit=1.5TB', 8e9, 'problem'],
  ['MemoryLimit=2000MB', 8e9, 'ok'],
  ['MemoryLimit=1MB', 8e9, 'warning'],
])('holds %s against a machine of %d bytes: %s', async (properties, memory, outcome) => {
  expect(await seen(memoryCheck, { memory }, properties)).toMatchObject([{ outcome }])
})

it.each([
  [2e9, 'ok'],
  [9e8, 'warning'],
  [9e5, 'problem'],
])('holds %d bytes that are left for temporary files: %s', async (free, outcome) => {
  const freeBytes = (): Promise<number> => Promise.resolve(free)
  expect(await seen(diskCheck, { freeBytes })).toMatchObject([{ outcome }])
})

it('knows how much memory and room this machine has', async () => {
  expect(thisMachine.memory).toBeGreaterThan(1e8)
  expect(await thisMachine.freeBytes('.')).toBeGreaterThan(0)
})
