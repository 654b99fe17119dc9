import { expect, it } from 'vitest'
import { fillBody, fillPath, fillText, hasHole } from './fill-template.ts'

const holes = new Map([
  ['project', 'Web Shop'],
  ['$id', '7'],
])

it('encodes what goes into a path, and nothing else', () => {
  expect(fillPath('{project}/_apis/things/{$id}', holes)).toBe('Web%20Shop/_apis/things/7')
  expect(fillText('vstfs:///Things/{project}/{$id}', holes)).toBe('vstfs:///Things/Web Shop/7')
})

it('leaves out the segment of a path that has no value', () => {
  expect(fillPath('{project}/_apis/{$id}', new Map([['$id', '7']]))).toBe('_apis/7')
})

it('fills the texts of a body at every depth', () => {
  expect(
    fillBody({ text: '{project}', list: ['a{$id}', 2], inner: { flag: true } }, holes),
  ).toEqual({ text: 'Web Shop', list: ['a7', 2], inner: { flag: true } })
})

it('tells a template from a plain value', () => {
  expect(hasHole('a {project}')).toBe(true)
  expect(hasHole('{ }')).toBe(false)
})
