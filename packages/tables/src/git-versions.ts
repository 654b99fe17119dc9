import { type ColumnDefinitions, type Pushdown, parameter } from '@devopsql/schema'
import { valueMap } from './value-map.ts'

const types = ['branch', 'tag', 'commit'] as const
const options = ['none', 'previousChange', 'firstParent'] as const

/** Request parameters that name a version: their names begin with `role`. */
export function versionColumns(role: string, purpose: string): ColumnDefinitions {
  return {
    [`${role}Version`]: parameter(
      'varchar',
      `Branch, without refs/heads/, or tag or commit ${purpose}.`,
    ),
    [`${role}VersionType`]: {
      ...parameter('varchar', `What ${role}Version is: branch where nothing is said.`),
      values: types,
    },
    [`${role}VersionOptions`]: {
      ...parameter('varchar', `What is taken instead of ${role}Version: what came before it.`),
      values: options,
    },
  }
}

/** Request parameters that choose a branch, a tag or a commit instead of the default branch (P-TBL-00d). */
export const versionParameters: ColumnDefinitions = versionColumns('', 'to look at')

/** Sends them as parameters that begin with `prefix`. */
export function sendVersion(prefix: string, role: string = ''): readonly Pushdown[] {
  return [
    { column: `${role}Version`, operators: ['='], send: { [`${prefix}.version`]: '$value' } },
    {
      column: `${role}VersionType`,
      operators: ['='],
      send: { [`${prefix}.versionType`]: '$value' },
      values: valueMap(types),
    },
    {
      column: `${role}VersionOptions`,
      operators: ['='],
      send: { [`${prefix}.versionOptions`]: '$value' },
      values: valueMap(options),
    },
  ]
}
