import { expect, it } from 'vitest'
import { negotiateProtocol } from './negotiate-protocol.ts'

it('goes along with the versions that it knows, without a word', () => {
  const parameters = new Map([['user', 'ada']])
  expect(negotiateProtocol({ minorVersion: 0, parameters })).toEqual({
    minorVersion: 0,
    unknownOptions: [],
    differs: false,
  })
  expect(negotiateProtocol({ minorVersion: 2, parameters })).toMatchObject({ differs: false })
})

it('offers 3.2 to a newer client', () => {
  expect(negotiateProtocol({ minorVersion: 9999, parameters: new Map() })).toMatchObject({
    minorVersion: 2,
    differs: true,
  })
})

it('names the protocol options that it does not know', () => {
  const parameters = new Map([
    ['user', 'ada'],
    ['_pq_.compression', 'on'],
  ])
  expect(negotiateProtocol({ minorVersion: 2, parameters })).toEqual({
    minorVersion: 2,
    unknownOptions: ['_pq_.compression'],
    differs: true,
  })
})
