import { expect, it } from 'vitest'
import { metaCommand } from './meta-command.ts'

it('knows its commands', () => {
  expect(metaCommand('\\d')).toEqual({ kind: 'tables', pattern: undefined })
  expect(metaCommand('\\dt *build*')).toEqual({ kind: 'tables', pattern: '*build*' })
  expect(metaCommand('\\d WorkItems;')).toEqual({ kind: 'describe', table: 'WorkItems' })
  expect(metaCommand('\\timing on')).toEqual({ kind: 'toggle', setting: 'timing', value: true })
  expect(metaCommand('\\x')).toEqual({ kind: 'toggle', setting: 'expanded', value: undefined })
  expect(metaCommand('exit')).toEqual({ kind: 'quit' })
  expect(metaCommand('\\q')).toEqual({ kind: 'quit' })
  expect(metaCommand('\\?')).toEqual({ kind: 'help' })
})

it('leaves SQL alone', () => {
  expect(metaCommand('SELECT 1;')).toBeUndefined()
})

it('names a command that does not exist', () => {
  expect(() => metaCommand('\\foo')).toThrow('\\foo is not a command of the shell')
})
