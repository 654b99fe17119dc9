import type { Example } from './example.ts'

// The process of the second project, and a type that it changes.
const process = '18859545-5fd9-4531-a66b-681617d383b6'
const bug = `${process}/workItemTypes/Inherited${process.slice(0, 8)}.Bug`

/** One request for each route of processes. */
export const processExamples: readonly Example[] = [
  { path: '', query: '$expand=projects' },
  { path: process },
  { path: `${process}/workitemtypes`, query: '$expand=states,behaviors,layout' },
  { path: `${bug}/fields` },
  { path: `${bug}/states` },
  { path: `${bug}/rules` },
  { path: `${bug}/layout/systemcontrols` },
  { path: `${process}/workitemtypesbehaviors/Inherited${process.slice(0, 8)}.Bug/behaviors` },
  { path: `${process}/behaviors`, query: '$expand=fields' },
  { path: 'lists' },
  { path: 'lists/c8056f47-896d-4d27-a751-a0b3f459c54b' },
].map(({ path, ...rest }) => ({
  ...rest,
  method: 'GET',
  path: ['_apis/work/processes', path].filter((part) => part !== '').join('/'),
}))
