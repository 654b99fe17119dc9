import { expect, it } from 'vitest'
import { scopesIn } from './scopes.ts'

const devOps = '499b84ac-1321-427f-aa17-267ca6975798'

it('takes short names for scopes of Azure DevOps, with spaces or commas between', () => {
  expect(scopesIn(' vso.work, vso.code  vso.build ')).toEqual([
    `${devOps}/vso.work`,
    `${devOps}/vso.code`,
    `${devOps}/vso.build`,
  ])
})

it('leaves full scopes and those of OpenID Connect as they are', () => {
  expect(scopesIn(`${devOps}/.default openid offline_access`)).toEqual([
    `${devOps}/.default`,
    'openid',
    'offline_access',
  ])
})

it('finds none in an empty text', () => {
  expect(scopesIn('  ')).toEqual([])
})
