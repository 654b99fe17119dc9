import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

interface Configuration {
  readonly forbidden: readonly { readonly name: string }[]
}

it('has a layer rule for every package', () => {
  const configuration = createRequire(import.meta.url)('./dependency-cruiser.cjs') as Configuration
  const ruled = configuration.forbidden.flatMap(({ name }) => /^layer-(.*)$/.exec(name)?.[1] ?? [])
  expect(ruled.toSorted()).toEqual(readdirSync(new URL('../packages', import.meta.url)).toSorted())
})
