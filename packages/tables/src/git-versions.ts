import { type ColumnDefinitions, type Pushdown, parameter } from '@devopsql/schema'
import { valueMap } from './value-map.ts'

/** Request parameters that choose a branch, a tag or a commit instead of the default branch (P-TBL-00d). */
export const versionParameters: ColumnDefinitions = {
  Version: parameter('varchar', 'Branch, without refs/heads/, or tag or commit to look at.'),
  VersionType: {
    ...parameter('varchar', 'What Version is: branch where nothing is said.'),
    values: ['branch', 'tag', 'commit'],
  },
}

/** Sends them as parameters that begin with `prefix`. */
export function sendVersion(prefix: string): readonly Pushdown[] {
  return [
    { column: 'Version', operators: ['='], send: { [`${prefix}.version`]: '$value' } },
    {
      column: 'VersionType',
      operators: ['='],
      send: { [`${prefix}.versionType`]: '$value' },
      values: valueMap(['branch', 'tag', 'commit']),
    },
  ]
}
