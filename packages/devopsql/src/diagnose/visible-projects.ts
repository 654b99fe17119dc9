import type { Subject } from './subject.ts'

/** Projects that can be seen, or the first of them. */
export interface VisibleProjects {
  readonly names: readonly string[]
  readonly isAll: boolean
}

const most = 100

/** Asks for them, in one request. */
export async function visibleProjects({
  organization,
  signal,
}: Pick<Subject, 'organization' | 'signal'>): Promise<VisibleProjects> {
  const path = '_apis/projects'
  const query = { $top: String(most) }
  const { body } = await organization().client.send(
    {
      service: 'core',
      method: 'GET',
      template: path,
      path,
      query,
      apiVersion: '7.1',
      rows: 'value',
    },
    { signal },
  )
  const rows = (body as { readonly value?: readonly { readonly name?: unknown }[] }).value ?? []
  const names = rows.flatMap(({ name }) => (typeof name === 'string' ? name : []))
  return { names, isAll: names.length < most }
}
