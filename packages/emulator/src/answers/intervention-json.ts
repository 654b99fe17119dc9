import { millisecondsText } from '../data/instants.ts'
import type { Release, Stage } from '../data/releases.ts'
import { identityRef } from './identity.ts'
import { hostOf, type ReleaseContext } from './release-refs.ts'

const statuses = ['approved', 'rejected', 'pending'] as const

/** Where the deployments of a release, or of one of its stages, waited for someone: some, before their second stage. */
export function interventionsOf(
  context: ReleaseContext,
  release: Release,
  only?: Stage,
): readonly object[] {
  if (release.index % 3 === 1) return []
  const { organization } = context
  return release.stages
    .filter(({ id, place, attempts }) => {
      return place === 1 && attempts.length > 0 && (only === undefined || only.id === id)
    })
    .map((stage) => {
      const status = statuses[release.index % statuses.length] ?? 'pending'
      const started = stage.attempts[0]?.started ?? 0
      const isOver = status !== 'pending'
      return {
        id: stage.id,
        status,
        taskInstanceId: `c6500104-7b44-4188-9e1c-${String(stage.id).padStart(12, '0')}`,
        comments: status === 'rejected' ? 'Not "on" Friday' : null,
        instructions: release.index % 2 === 0 ? '' : 'Look, then click\nresume',
        approver: isOver ? identityRef(organization, release.creator) : undefined,
        createdOn: millisecondsText(started),
        modifiedOn: millisecondsText(started + (isOver ? 65_003 : 0)),
        // References have no address here. (the example of the specification)
        release: { id: release.id, name: release.name, _links: {} },
        releaseDefinition: {
          id: release.definition.id,
          name: release.definition.name,
          _links: {},
        },
        releaseEnvironment: { id: stage.id, name: stage.name, _links: {} },
        name: 'Manual Intervention',
        url: `${hostOf(context)}/releases/${release.id}/manualinterventions/${stage.id}`,
      }
    })
}
