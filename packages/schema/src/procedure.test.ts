import { expect, it } from 'vitest'
import { defineProcedure, type ProcedureDefinition } from './procedure.ts'

const output = { name: 'URL', doc: 'Where to go.' }

it('takes text that is optional and no secret where nothing else is said', () => {
  const input = { name: 'State', doc: 'Comes back.' }
  expect(
    defineProcedure({ name: 'P', doc: 'Does it.', inputs: [input], outputs: [output] }),
  ).toEqual({
    name: 'P',
    doc: 'Does it.',
    inputs: [
      {
        name: 'State',
        type: 'varchar',
        doc: 'Comes back.',
        isRequired: false,
        values: undefined,
        default: undefined,
        isPath: false,
        isSensitive: false,
      },
    ],
    outputs: [
      { name: 'URL', type: 'varchar', doc: 'Where to go.', nullable: false, isSensitive: false },
    ],
  })
})

it.each<[string, Partial<ProcedureDefinition>]>([
  [
    'a is declared twice',
    {
      inputs: [
        { name: 'A', doc: '' },
        { name: 'a', doc: '' },
      ],
    },
  ],
  ['url is declared twice', { outputs: [output, { name: 'url', doc: '' }] }],
  [
    'A is required and has a default',
    { inputs: [{ name: 'A', doc: '', required: true, default: 'x' }] },
  ],
  [
    'A has a default that is none of its values',
    { inputs: [{ name: 'A', doc: '', values: ['x'], default: 'y' }] },
  ],
])('refuses a declaration where %s', (problem, part) => {
  const definition = { name: 'P', doc: '', inputs: [], outputs: [output], ...part }
  expect(() => defineProcedure(definition)).toThrow(`procedure P: ${problem}`)
})
